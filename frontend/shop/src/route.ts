import { computed, signal } from "@preact/signals";

/** Where in the shop we are; everything that a page shows follows from its address. */
export type Route = { page: "list"; category: string; query: string } | { page: "product"; id: string };

const address = signal(new URL(location.href));

export const route = computed((): Route => readRoute(address.value));

export function readRoute(url: URL): Route {
  const id = /^\/p\/([^/]+)\/?$/.exec(url.pathname)?.[1];
  if (id) return { page: "product", id: decodeURIComponent(id) };
  return {
    page: "list",
    category: url.searchParams.get("category") ?? "",
    query: url.searchParams.get("q") ?? "",
  };
}

export function listAddress(category: string, query = ""): string {
  const filter = new URLSearchParams();
  if (category) filter.set("category", category);
  if (query) filter.set("q", query);
  return filter.size ? `/?${filter}` : "/";
}

export const productAddress = (id: string): string => `/p/${encodeURIComponent(id)}`;

export function go(to: string): void {
  history.pushState(null, "", to);
  address.value = new URL(location.href);
  scrollTo(0, 0);
}

/** Lets plain clicks on the shop's own links change the page without loading it anew. */
export function followLinks(): void {
  addEventListener("popstate", () => (address.value = new URL(location.href)));
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest?.("a[data-shop]");
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!(link instanceof HTMLAnchorElement) || !plain || event.defaultPrevented) return;
    event.preventDefault();
    go(link.pathname + link.search);
  });
}
