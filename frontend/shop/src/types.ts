/** A text in each language, or one text for all. */
export type Localised = string | { en?: string; zh?: string };

export interface ShopInfo {
  name: Localised;
  currency: string;
  demo: boolean;
}

export interface Category {
  id: string;
  name: Localised;
}

export interface Variant {
  id: string;
  options: Record<string, Localised | number | boolean>;
  price_cents: number;
  available: boolean;
  /** Pieces in stock; null where the shop only says whether there are any. */
  stock: number | null;
}

export interface Product {
  id: string;
  name: Localised;
  description?: Localised | null;
  category: Category;
  brand?: string | null;
  price_cents: number;
  available: boolean;
  image?: string | null;
  attributes?: Record<string, Localised | number | boolean | Localised[]>;
  variants?: Variant[];
}

export interface Persona {
  customer_id: string;
  name: string;
  /** One line on who this customer is. */
  about?: Localised | null;
}
