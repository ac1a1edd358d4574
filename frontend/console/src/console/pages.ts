import type { IconName } from "../icons";

/** The pages of the console by what they are about: the assistant, and the customers. */
export const groups = [
  {
    name: "assistant",
    pages: [
      ["inbox", "inbox"],
      ["data", "pages"],
      ["models", "layers"],
      ["knowledge", "question"],
    ],
  },
  {
    name: "customers",
    pages: [
      ["segments", "people"],
      ["audiences", "send"],
      ["gaps", "trend"],
      ["expectations", "spark"],
      ["service", "smile"],
      ["promises", "check"],
      ["recommendations", "rule"],
      ["review", "shield"],
      ["trends", "trend"],
      ["imports", "box"],
    ],
  },
] as const satisfies readonly { name: string; pages: readonly (readonly [string, IconName])[] }[];

export type PageName = (typeof groups)[number]["pages"][number][0];

/** The group and page that a path shows; null where it shows none. */
export function placeOf(path: string): { group: (typeof groups)[number]["name"]; page: PageName } | null {
  const shown = path.split("/")[2];
  for (const { name, pages } of groups)
    for (const [page] of pages) if (page === shown) return { group: name, page };
  return null;
}
