import { describe, expect, it } from "vitest";
import { drawingFor } from "../../drawings";
import { listAddress, productAddress, readRoute } from "../src/route";
import { attributeLabel, attributeValue, localised, money, strings } from "../src/strings";
import type { Variant } from "../src/types";
import { choiceOf, optionsOf, variantFor } from "../src/variants";

const at = (path: string): URL => new URL(path, "https://shop.example");

describe("an address of the shop", () => {
  it.each([
    ["/", { page: "list", category: "", query: "" }],
    ["/?category=home&q=", { page: "list", category: "home", query: "" }],
    ["/?q=%E8%8C%B6", { page: "list", category: "", query: "茶" }],
    ["/p/kettle-1", { page: "product", id: "kettle-1" }],
    ["/p/kettle-1/", { page: "product", id: "kettle-1" }],
  ])("%s is read", (path, place) => {
    expect(readRoute(at(path))).toEqual(place);
  });

  it("leads back to what it was made of", () => {
    expect(readRoute(at(productAddress("a/b 茶")))).toEqual({ page: "product", id: "a/b 茶" });
    expect(readRoute(at(listAddress("home", "a&b")))).toEqual({
      page: "list",
      category: "home",
      query: "a&b",
    });
    expect(listAddress("")).toBe("/");
  });
});

describe("variants", () => {
  const variant = (id: string, color: string, size: string): Variant => ({
    id,
    options: { color: { en: color, zh: `${color}色` }, size },
    price_cents: 100,
    available: true,
    stock: null,
  });
  const variants = [variant("1", "sand", "S"), variant("2", "sand", "M"), variant("3", "ink", "S")];

  it("offer each value of an option once", () => {
    const options = optionsOf(variants);
    expect([...options.keys()]).toEqual(["color", "size"]);
    expect(options.get("color")).toHaveLength(2);
  });

  it("are found by their options, and only where the shop has the combination", () => {
    const [, second] = variants;
    expect(variantFor(variants, choiceOf(second))?.id).toBe("2");
    expect(variantFor(variants, { ...choiceOf(variants[2]), size: "M" })).toBeUndefined();
  });
});

describe("words", () => {
  it("are there in both languages", () => {
    expect(Object.keys(strings.zh).sort()).toEqual(Object.keys(strings.en).sort());
    expect(Object.keys(strings.zh.attributes)).toEqual(Object.keys(strings.en.attributes));
  });

  it("name attributes and their values", () => {
    expect(attributeLabel("warranty_months", "zh")).toBe("保修（月）");
    expect(attributeLabel("blade_length", "en")).toBe("Blade length");
    expect(attributeValue(true, "zh")).toBe("是");
    expect(attributeValue([{ en: "oak", zh: "橡木" }, "steel"], "zh")).toBe("橡木、steel");
    expect(localised({ zh: "茶" }, "en")).toBe("茶");
    expect(money(6900, "USD", "en")).toBe("$69.00");
  });
});

it("draws a product by its name first, then by its category", () => {
  expect(drawingFor("Trail running shoes", "sports")).toBe(drawingFor("Boots", ""));
  expect(drawingFor("Unheard-of thing", "outdoor-gear")).toBe(drawingFor("Tent", ""));
  expect(drawingFor("Unheard-of thing", "misc")).toBe(drawingFor("", ""));
  expect(drawingFor("轻量跑鞋", "trail-shoes", "sports")).toBe(drawingFor("Boots", ""));
});
