import { createTheme, type MantineColorsTuple } from "@mantine/core";

/** Every shade is the token: light and dark are the tokens' matter, not Mantine's. */
const ink = Array<string>(10).fill("var(--accent)") as unknown as MantineColorsTuple;

/** Mantine speaks the design language; the variables behind it are set in mantine.css. */
export const theme = createTheme({
  colors: { ink },
  primaryColor: "ink",
  fontFamily: "var(--font)",
  defaultRadius: "md",
  respectReducedMotion: true,
  cursorType: "pointer",
  components: {
    Tooltip: { defaultProps: { openDelay: 350, transitionProps: { duration: 100 } } },
    Menu: { defaultProps: { transitionProps: { duration: 100 }, shadow: "md" } },
  },
});
