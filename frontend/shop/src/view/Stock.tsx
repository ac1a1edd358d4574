import { words } from "../shop";
import type { Product, Variant } from "../types";

const FEW = 5;

export function Stock({ product, variant }: { product: Product; variant: Variant | undefined }) {
  const hasVariants = (product.variants?.length ?? 0) > 0;
  if (hasVariants && !variant) return <p class="stock out">{words.value.notMade}</p>;
  const available = variant ? variant.available && variant.stock !== 0 : product.available;
  if (!available) return <p class="stock out">{words.value.soldOut}</p>;
  const few = variant?.stock !== null && variant?.stock !== undefined && variant.stock <= FEW;
  return (
    <p class={few ? "stock few" : "stock"} data-testid="stock">
      {few ? words.value.left(variant.stock ?? 0) : words.value.inStock}
    </p>
  );
}
