import { useEffect, useState } from "preact/hooks";
import { api } from "../api";
import { withAssistant } from "../assistant";
import { customer, recordView } from "../customer";
import { useLoaded } from "../load";
import { listAddress } from "../route";
import { info, language, price, words } from "../shop";
import { attributeLabel, attributeValue, localised } from "../strings";
import type { Product } from "../types";
import { choiceOf, variantFor } from "../variants";
import { Picture } from "./Picture";
import { Stock } from "./Stock";
import { Trouble } from "./Trouble";
import { VariantPicker } from "./VariantPicker";

export function ProductPage({ id }: { id: string }) {
  const [loaded, retry] = useLoaded(() => api.product(id), [id]);
  const who = customer.value?.id;
  useEffect(() => {
    if (loaded.step === "ready") void recordView(id);
  }, [loaded.step, id, who]);
  if (loaded.step === "failed" && loaded.status === 404) {
    return (
      <p class="nothing">
        {words.value.notFound}{" "}
        <a href="/" data-shop>
          {words.value.back}
        </a>
      </p>
    );
  }
  if (loaded.step === "failed") return <Trouble text={words.value.failed} onRetry={retry} />;
  if (!loaded.value) return <div class="ghost tall" role="status" aria-label={words.value.loading} />;
  return <Details product={loaded.value} />;
}

function Details({ product }: { product: Product }) {
  const variants = product.variants ?? [];
  const first = variants.find((variant) => variant.available) ?? variants[0];
  const [choice, setChoice] = useState(() => choiceOf(first));
  const variant = variantFor(variants, choice);
  const name = localised(product.name, language.value);
  useEffect(() => {
    document.title = [name, localised(info.value?.name, language.value)].filter(Boolean).join(" · ");
  }, [name, info.value]);
  return (
    <article class="product" data-testid="product-page">
      <nav class="crumbs" aria-label={words.value.breadcrumb}>
        <a href="/" data-shop>
          {words.value.all}
        </a>
        <span aria-hidden="true">/</span>
        <a href={listAddress(product.category.id)} data-shop>
          {localised(product.category.name, language.value)}
        </a>
      </nav>
      <Picture product={product} />
      <div class="product-text">
        {product.brand && <p class="soft">{product.brand}</p>}
        <h1>{name}</h1>
        <p class="product-price">{price(variant?.price_cents ?? product.price_cents)}</p>
        <p class="description">{localised(product.description, language.value)}</p>
        <VariantPicker variants={variants} choice={choice} onChoose={setChoice} />
        <Stock product={product} variant={variant} />
        <button
          type="button"
          class="ask-button"
          onClick={() => withAssistant((assistant) => assistant.open())}
        >
          {words.value.ask}
        </button>
        <Attributes product={product} />
      </div>
    </article>
  );
}

function Attributes({ product }: { product: Product }) {
  const attributes = Object.entries(product.attributes ?? {});
  if (attributes.length === 0) return null;
  return (
    <section class="attributes">
      <h2>{words.value.details}</h2>
      <dl>
        {attributes.map(([key, value]) => (
          <div key={key}>
            <dt>{attributeLabel(key, language.value)}</dt>
            <dd>{attributeValue(value, language.value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
