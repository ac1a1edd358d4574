import { useEffect, useState } from "preact/hooks";
import { route } from "../route";
import { info, language, loadShop, words } from "../shop";
import { localised } from "../strings";
import { Footer } from "./Footer";
import { Header } from "./Header";
import { ProductList } from "./ProductList";
import { ProductPage } from "./ProductPage";
import { Trouble } from "./Trouble";

export function App() {
  const [failed, setFailed] = useState(false);
  const load = (): void => {
    setFailed(false);
    loadShop().catch(() => setFailed(true));
  };
  useEffect(load, []);
  const place = route.value;
  const name = localised(info.value?.name, language.value);
  useEffect(() => {
    if (name && place.page === "list") document.title = name;
  }, [name, place.page]);

  return (
    <>
      <Header />
      <main class="page">
        {failed ? (
          <Trouble text={words.value.failed} onRetry={load} />
        ) : place.page === "product" ? (
          <ProductPage key={place.id} id={place.id} />
        ) : (
          <ProductList category={place.category} query={place.query} />
        )}
      </main>
      <Footer />
    </>
  );
}
