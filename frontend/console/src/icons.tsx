/** The drawings of desk and console: one stroke, 24 units, the colour of the text around them. Always beside a word or a label. */

const paths = {
  ask: "M8 10h8M8 14h4M21 12a8.5 8.5 0 0 1-12.6 7.4L3 21l1.6-5.4A8.5 8.5 0 1 1 21 12Z",
  question:
    "M9.2 9a2.8 2.8 0 1 1 4.3 2.4c-.9.6-1.5 1.2-1.5 2.1v.4M12 17.2v.1M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z",
  frown: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM9 9.6v.1M15 9.6v.1M8.6 16.2c1.8-2.2 5-2.2 6.8 0",
  level: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM9 9.6v.1M15 9.6v.1M8.8 15h6.4",
  smile: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM9 9.6v.1M15 9.6v.1M8.6 14.2c1.8 2.2 5 2.2 6.8 0",
  rule: "M12 3v18M5 7h14M5 7l-3 7a3.2 3.2 0 0 0 6 0L5 7Zm14 0-3 7a3.2 3.2 0 0 0 6 0l-3-7ZM8 21h8",
  unplugged: "M4 4l16 16M9 5v4m6-4v4M7 9h6m3 0h1v2.5a5 5 0 0 1-.9 2.9M14 16.2A5 5 0 0 1 7 11.5V9M12 17v4",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5",
  people:
    "M9 12a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 19.5c.7-3.2 3.2-4.9 6.5-4.9s5.8 1.7 6.5 4.9M15.5 5.4a3.5 3.5 0 0 1 0 6.2M17.8 14.9c2 .7 3.3 2.2 3.7 4.6",
  bot: "M6 8h12a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2ZM12 8V4.5M9 13v1M15 13v1M12 4.4v.1",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5l3 2",
  check: "M5 12.5l4.5 4.5L19 7.5",
  shield: "M12 3l7.5 2.8v5.4c0 4.6-3 8-7.5 9.8-4.5-1.8-7.5-5.2-7.5-9.8V5.8L12 3Zm-3.2 9 2.3 2.3 4.2-4.4",
  unknown: "M12 3l7.5 2.8v5.4c0 4.6-3 8-7.5 9.8-4.5-1.8-7.5-5.2-7.5-9.8V5.8L12 3ZM12 8.5v4M12 15.5v.1",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1.1 1.1M17.3 17.3l1.1 1.1M18.4 5.6l-1.1 1.1M6.7 17.3l-1.1 1.1",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z",
  back: "M15 5l-7 7 7 7",
  down: "M6 9.5l6 6 6-6",
  arrowDown: "M12 5v14m0 0 6-6m-6 6-6-6",
  send: "M4 12l16-7.5L15.5 20 12 13.5 4 12Zm8 1.5 3.5-3.5",
  spark: "M12 4l1.8 5.2L19 11l-5.2 1.8L12 18l-1.8-5.2L5 11l5.2-1.8L12 4ZM18.5 16.5v4M16.5 18.5h4",
  note: "M6 3.5h8l4.5 4.5v12.5H6a.5.5 0 0 1-.5-.5V4a.5.5 0 0 1 .5-.5ZM13.5 3.5V8.5h5M9 13h6M9 16.5h4",
  close: "M6 6l12 12M18 6L6 18",
  door: "M14 4.5H6.5v15H14M11 12h9.5m0 0-3-3m3 3-3 3",
  inbox: "M4 13.5l2.5-8h11l2.5 8V19H4v-5.5Zm0 0h4.8l1.2 2.2h4l1.2-2.2H20",
  pages: "M8 4h8.5L20 7.5V17H8V4Zm8 0v4h4M4 8v12.5h11",
  layers: "M12 3.5l8.5 4.5-8.5 4.5L3.5 8 12 3.5ZM3.5 12l8.5 4.5 8.5-4.5M3.5 16l8.5 4.5 8.5-4.5",
  box: "M12 3.5l8 4.2v8.6l-8 4.2-8-4.2V7.7l8-4.2ZM4.2 7.8 12 12l7.8-4.2M12 12v8.3",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
