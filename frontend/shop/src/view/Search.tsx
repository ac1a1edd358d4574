import { useEffect, useRef } from "preact/hooks";
import { go, listAddress, route } from "../route";
import { words } from "../shop";

export function Search() {
  const field = useRef<HTMLInputElement>(null);
  const place = route.value;
  const query = place.page === "list" ? place.query : "";
  useEffect(() => {
    if (field.current) field.current.value = query;
  }, [query]);
  return (
    <form
      class="search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        go(listAddress("", field.current?.value.trim() ?? ""));
      }}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="10.5" cy="10.5" r="6" />
        <path d="m15 15 5 5" />
      </svg>
      <input
        ref={field}
        type="search"
        name="q"
        data-testid="shop-search"
        aria-label={words.value.search}
        placeholder={words.value.search}
        autocomplete="off"
        enterkeyhint="search"
      />
    </form>
  );
}
