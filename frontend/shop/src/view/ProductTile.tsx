import { productAddress } from "../route";
import { language, price, words } from "../shop";
import { localised } from "../strings";
import type { Product } from "../types";
import { Picture } from "./Picture";

export function ProductTile({ product }: { product: Product }) {
  return (
    <li class="tile" data-testid="shop-product">
      <a href={productAddress(product.id)} data-shop>
        <Picture product={product} />
        <span class="tile-name">{localised(product.name, language.value)}</span>
      </a>
      <p class="tile-price">{priceOf(product)}</p>
    </li>
  );
}

/** "from" only where the variants really differ in price. */
function priceOf(product: Product): string {
  if (!product.available) return words.value.soldOut;
  const text = price(product.price_cents);
  const prices = new Set(product.variants?.map((variant) => variant.price_cents));
  return text.trim() && prices.size > 1 ? words.value.from(text) : text;
}
