import { expect, it } from "vitest";
import { toggled } from "../src/console/expectations/data";
import { joined } from "../src/console/expectations/wording";

it("gives a state, replaces it by another of its node, and takes it back at the second click", () => {
  const given = toggled({ tenure: "new" }, "delivery", "late");
  expect(given).toEqual({ tenure: "new", delivery: "late" });
  expect(toggled(given, "delivery", "on_time")).toEqual({ tenure: "new", delivery: "on_time" });
  expect(toggled(given, "delivery", "late")).toEqual({ tenure: "new" });
});

it("joins names as each language does", () => {
  expect(joined(["delivery", "returns"], "en")).toBe("delivery and returns");
  expect(joined(["送达", "退货"], "zh")).toBe("送达和退货");
});
