import { useState } from "preact/hooks";
import { drawingFor } from "../../../drawings";
import { categories } from "../shop";
import { localised } from "../strings";
import type { Product } from "../types";

/** The product's picture, or a drawing of its kind on the tint of its category. */
export function Picture({ product }: { product: Product }) {
  const [broken, setBroken] = useState(false);
  if (product.image && !broken) {
    return <img class="picture" src={product.image} alt="" loading="lazy" onError={() => setBroken(true)} />;
  }
  const drawing = drawingFor(localised(product.name, "en"), product.id, product.category.id);
  return (
    <span class={`picture tint-${tintOf(product.category.id)}`}>
      <svg viewBox="0 0 96 96" aria-hidden="true" focusable="false">
        <path class="body" d={drawing.body} />
        <path class="lines" d={drawing.lines} />
      </svg>
    </span>
  );
}

/** One of eight quiet tints, in the order of the shop's categories, so that neighbours differ. */
function tintOf(category: string): number {
  return (
    Math.max(
      0,
      categories.value.findIndex(({ id }) => id === category),
    ) % 8
  );
}
