import { api } from "../api";
import { useLoaded } from "../load";
import { categories, language, words } from "../shop";
import { localised } from "../strings";
import { ProductTile } from "./ProductTile";
import { Trouble } from "./Trouble";

export function ProductList({ category, query }: { category: string; query: string }) {
  const [loaded, retry] = useLoaded(() => api.products(category, query), [category, query]);
  const chosen = categories.value.find(({ id }) => id === category);
  const heading = query
    ? words.value.resultsFor(query)
    : chosen
      ? localised(chosen.name, language.value)
      : words.value.all;
  if (loaded.step === "failed") return <Trouble text={words.value.failed} onRetry={retry} />;
  const products = loaded.value;
  return (
    <>
      <div class="list-head">
        <h1>{heading}</h1>
        {products && <p>{words.value.results(products.length)}</p>}
      </div>
      {products === null && <Ghosts />}
      {products?.length === 0 && (
        <p class="nothing">
          {words.value.nothing}{" "}
          <a href="/" data-shop>
            {words.value.showAll}
          </a>
        </p>
      )}
      {products && products.length > 0 && (
        <ul class="grid" data-testid="product-grid" aria-busy={loaded.step === "loading"}>
          {products.map((product) => (
            <ProductTile key={product.id} product={product} />
          ))}
        </ul>
      )}
    </>
  );
}

function Ghosts() {
  return (
    <div class="grid" role="status" aria-label={words.value.loading}>
      {Array.from({ length: 8 }, (_, at) => (
        <div key={at} class="ghost" />
      ))}
    </div>
  );
}
