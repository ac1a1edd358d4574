import { describe, expect, it } from "vitest";
import { httpAddress, linkify } from "../src/panel/links";

const linksOf = (text: string): string[] =>
  linkify(text).flatMap(({ href, text: shown }) => (href ? [shown] : []));

describe("links in text", () => {
  it.each([
    ["See https://a.example/x.", ["https://a.example/x"]],
    ["(https://a.example/x)", ["https://a.example/x"]],
    ["https://a.example/w_(b)", ["https://a.example/w_(b)"]],
    ["请看https://a.example/单号，谢谢", ["https://a.example/单号"]],
    ["http://a.example and HTTPS://b.example/?q=1", ["http://a.example", "HTTPS://b.example/?q=1"]],
    ["javascript:alert(1) data:text/html,x ftp://a.example", []],
    ["https:// and http://", []],
  ])("of %s are %j", (text, links) => {
    expect(linksOf(text)).toEqual(links);
  });

  it("lose no character of the text", () => {
    const parts = [
      "https://a.example/(x)",
      "<b>",
      "，",
      " ",
      "javascript:1",
      "http://[",
      "。",
      "a",
      ")",
      "https://ü.example.",
    ];
    for (let seed = 1; seed < 400; seed += 1) {
      const text = Array.from({ length: 7 }, (_, at) => parts[(seed * (at + 3) * 7919) % parts.length]).join(
        "",
      );
      expect(
        linkify(text)
          .map((piece) => piece.text)
          .join(""),
      ).toBe(text);
    }
  });
});

describe("an address from the server", () => {
  it("is followed only over http and https", () => {
    expect(httpAddress("javascript:alert(1)", "https://shop.example")).toBeNull();
    expect(httpAddress("data:text/html,x", "https://shop.example")).toBeNull();
    expect(httpAddress("/p/7", "https://shop.example")).toBe("https://shop.example/p/7");
    expect(httpAddress(null)).toBeNull();
  });
});
