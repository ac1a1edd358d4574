import type { Persona, Product, ShopInfo } from "./types";

/** The shop answered with a refusal (`status`), or not at all (0). */
export class ShopError extends Error {
  constructor(readonly status: number) {
    super(`The shop answered with ${status}`);
  }
}

async function call<Answer>(path: string, body?: object): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(`/api/v1/shop${path}`, {
      method: body ? "POST" : "GET",
      headers: body ? { "Content-Type": "application/json" } : {},
      body: body ? JSON.stringify(body) : null,
      signal: AbortSignal.timeout(12_000),
    });
  } catch {
    throw new ShopError(0);
  }
  if (!response.ok) throw new ShopError(response.status);
  const text = await response.text();
  return (text ? JSON.parse(text) : null) as Answer;
}

export const api = {
  info: () => call<ShopInfo>(""),
  products: async (category: string, query: string): Promise<Product[]> => {
    const filter = new URLSearchParams();
    if (category) filter.set("category", category);
    if (query) filter.set("q", query);
    const answer = await call<{ products: Product[] }>(`/products${filter.size ? `?${filter}` : ""}`);
    return answer.products;
  },
  product: async (id: string): Promise<Product> => {
    const answer = await call<Product | { product: Product }>(`/products/${encodeURIComponent(id)}`);
    return "product" in answer ? answer.product : answer;
  },
  personas: async () => (await call<{ personas: Persona[] }>("/personas")).personas,
  token: async (customerId: string) =>
    (await call<{ token: string }>("/token", { customer_id: customerId })).token,
  viewed: (productId: string, token: string) => call("/views", { product_id: productId, token }),
};
