import type { Cell, Group } from "./types";

export const WIDTH = 640;
export const HEIGHT = 240;
const EDGE = { left: 48, right: 12, top: 12, bottom: 28 };
const STEP = 0.5;

/** A month with a gap that can be told. */
export interface Spot {
  month: string;
  x: number;
  y: number;
  low: number;
  high: number;
}

/** Months of one dimension on one scale; months with too few answers stand on the axis and break the line. */
export interface Drawing {
  spots: Spot[];
  thin: { month: string; x: number }[];
  line: string;
  ticks: { value: number; y: number }[];
  months: { month: string; x: number }[];
}

export function draw(months: Group[], dimension: string): Drawing {
  const cells = months.map(({ key, cells: all }) => ({
    month: key,
    cell: all.find((one) => one.dimension === dimension),
  }));
  const told = cells.flatMap(({ cell }) => (cell && cell.low !== null && cell.high !== null ? [cell] : []));
  const bottom = Math.floor(Math.min(-1, ...told.map(({ low }) => low ?? 0)) / STEP) * STEP;
  const top = Math.ceil(Math.max(1, ...told.map(({ high }) => high ?? 0)) / STEP) * STEP;
  const across = WIDTH - EDGE.left - EDGE.right;
  const x = (place: number) => EDGE.left + ((place + 0.5) / Math.max(1, cells.length)) * across;
  const y = (value: number) =>
    EDGE.top + ((top - value) / (top - bottom)) * (HEIGHT - EDGE.top - EDGE.bottom);
  const spots: Spot[] = [];
  const thin: Drawing["thin"] = [];
  let line = "";
  let broken = true;
  cells.forEach(({ month, cell }, place) => {
    if (!isTold(cell)) {
      broken = true;
      if (cell && cell.answers > 0) thin.push({ month, x: x(place) });
      return;
    }
    const spot = { month, x: x(place), y: y(cell.gap), low: y(cell.low), high: y(cell.high) };
    line += `${broken ? "M" : "L"}${spot.x.toFixed(1)} ${spot.y.toFixed(1)}`;
    broken = false;
    spots.push(spot);
  });
  const values = [...new Set([bottom, 0, top])];
  return {
    spots,
    thin,
    line,
    ticks: values.map((value) => ({ value, y: y(value) })),
    months: cells.map(({ month }, place) => ({ month, x: x(place) })),
  };
}

type Told = Cell & { gap: number; low: number; high: number };

function isTold(cell: Cell | undefined): cell is Told {
  return cell !== undefined && cell.gap !== null && cell.low !== null && cell.high !== null;
}
