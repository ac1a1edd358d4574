/** A share in [0, 1] as a bar. */
export function ProgressBar({ share, label }: { share: number; label: string }) {
  return <progress className="models-progress" max={1} value={share} aria-label={label} />;
}
