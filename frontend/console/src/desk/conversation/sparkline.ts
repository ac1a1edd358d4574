export interface Point {
  x: number;
  y: number;
}

/** Scores in [-1, 1] as points of a drawing of that size, oldest at the left, `edge` units free all around. */
export function sparkline(scores: readonly number[], width: number, height: number, edge = 4): Point[] {
  const across = width - 2 * edge;
  const down = height - 2 * edge;
  return scores.map((score, at) => ({
    x: edge + (scores.length === 1 ? across / 2 : (across * at) / (scores.length - 1)),
    y: edge + (down * (1 - clamp(score))) / 2,
  }));
}

function clamp(score: number): number {
  return Math.min(1, Math.max(-1, Number.isFinite(score) ? score : 0));
}
