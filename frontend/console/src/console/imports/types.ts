/** What the API of imports sends. */

export interface Counts {
  read: number;
  accepted: number;
  rejected: number;
  left_out: number;
  inserted: number;
  updated: number;
  unchanged: number;
  kept: number;
}

export interface Import {
  id: string;
  at: string;
  format: string;
  source: string;
  seconds: number;
  tables: Record<string, Counts>;
}

/** Shares from 0 to 1; null where there is nothing to say it of. */
export interface Quality {
  count: number;
  filled: number;
  invalid: number;
  completeness: number | null;
  validity: number | null;
  uniqueness: number | null;
  freshness: number | null;
  newest: string | null;
}

export interface Field {
  table: string;
  field: string;
  before: Quality;
  after: Quality;
}

export interface Rule {
  id: string;
  what: string;
  action: string;
  count: number;
}

export interface Refused {
  table: string;
  file: string;
  record: string;
  reason: string;
}

export interface ImportReport extends Import {
  fields: Field[];
  rules: Rule[];
  rejected_sample: Refused[];
}

/** All tables of an import together. */
export function total(one: Import, count: keyof Counts): number {
  return Object.values(one.tables).reduce((sum, table) => sum + table[count], 0);
}
