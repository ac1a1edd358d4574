// Drawings of kinds of products, for the shop's pages and the widget's cards: one product looks the same in both.

/** A line drawing on 96 × 96: `body` is filled and outlined, `lines` only drawn. */
export interface Drawing {
  body: string;
  lines: string;
}

const drawings = {
  shirt: {
    body: "M34 20 18 30l6 14 8-4v38h32V40l8 4 6-14-16-10c-3 6-8 9-14 9s-11-3-14-9z",
    lines: "M48 46v24",
  },
  coat: {
    body: "M36 18 22 28l-4 40 10 2v10h40V70l10-2-4-40-14-10-12 10z",
    lines: "M48 28v52M36 56h-4M64 56h-4",
  },
  trousers: { body: "M32 16h32l6 64H56l-8-40-8 40H26z", lines: "M32 26h32M48 26v14" },
  shoe: {
    body: "M14 62V40l14 2c6 10 18 16 34 18 12 2 20 4 20 12H16c-2 0-2-4-2-10z",
    lines: "M14 66h68M36 50l6-6M44 55l6-6",
  },
  hat: {
    body: "M28 58c0-20 8-32 20-32s20 12 20 32z",
    lines: "M12 62c20 10 52 10 72 0-6-4-12-5-16-5M28 50h40",
  },
  bag: { body: "M20 38h56l-5 42H25z", lines: "M34 48V34a14 14 0 0 1 28 0v14" },
  backpack: {
    body: "M28 44c0-14 8-22 20-22s20 8 20 22v36H28z",
    lines: "M40 22c0-10 16-10 16 0M36 60h24v12H36zM28 52h-6v20h6M68 52h6v20h-6",
  },
  cup: {
    body: "M24 30h42v34c0 8-6 14-14 14H38c-8 0-14-6-14-14z",
    lines: "M66 40c16-4 16 22 0 20M36 14c-4 5 4 6 0 10M50 14c-4 5 4 6 0 10",
  },
  kettle: { body: "M30 36h36l8 42H22z", lines: "M36 36c0-18 24-18 24 0M72 50l10-8M40 56h16" },
  pan: {
    body: "M14 48h48v14c0 8-6 12-14 12H28c-8 0-14-4-14-12z",
    lines: "M62 54h24M28 38c-3-5 3-6 0-11M44 38c-3-5 3-6 0-11",
  },
  knife: { body: "M16 66 64 18c10 8 8 20 2 26L40 66z", lines: "M16 66h24M30 74l-12 6" },
  lamp: { body: "M34 18h28l12 32H22z", lines: "M48 50v26M34 80h28" },
  chair: { body: "M28 46h40v12H28z", lines: "M32 46V16h32v30M32 58v24M64 58v24M32 30h32" },
  sofa: {
    body: "M16 46c0-8 12-8 12 0v10h40V46c0-8 12-8 12 0v26H16z",
    lines: "M28 46V34c0-4 3-8 8-8h24c5 0 8 4 8 8v12M22 72v8M74 72v8",
  },
  bed: { body: "M14 52h68v18H14z", lines: "M14 26v54M82 60v20M22 52V42h24v10" },
  headphones: {
    body: "M18 54h12v24h-4c-5 0-8-4-8-8zM78 54H66v24h4c5 0 8-4 8-8z",
    lines: "M18 58V50a30 30 0 0 1 60 0v8",
  },
  speaker: { body: "M30 14h36v68H30z", lines: "M48 30a5 5 0 1 0 .1 0M48 48a11 11 0 1 0 .1 0" },
  laptop: { body: "M22 24h52v38H22z", lines: "M12 70h72l-4 6H16zM40 70h16" },
  phone: { body: "M32 14h32v68H32z", lines: "M44 74h8M42 20h12" },
  camera: { body: "M14 34h16l6-10h24l6 10h16v42H14z", lines: "M48 42a13 13 0 1 0 .1 0M70 42h4" },
  watch: { body: "M48 30a18 18 0 1 0 .1 0z", lines: "M38 32l3-18h14l3 18M38 64l3 18h14l3-18M48 40v9l6 4" },
  keyboard: {
    body: "M12 34h72v34H12z",
    lines: "M22 44h4M34 44h4M46 44h4M58 44h4M70 44h4M22 54h4M70 54h4M34 58h28",
  },
  book: {
    body: "M22 18h46c4 0 6 2 6 6v54H28c-4 0-6-3-6-6z",
    lines: "M22 72c0-4 3-6 6-6h46M36 32h24M36 42h16",
  },
  pen: { body: "M24 72l4-16 36-36 12 12-36 36z", lines: "M28 56l12 12M58 26l12 12" },
  ball: {
    body: "M48 18a30 30 0 1 0 .1 0z",
    lines: "M48 34l13 10-5 15H40l-5-15zM48 34V18M61 44l16-4M56 59l9 13M40 59l-9 13M35 44l-16-4",
  },
  bike: {
    body: "M26 48a16 16 0 1 0 .1 0zM70 48a16 16 0 1 0 .1 0z",
    lines: "M26 64 38 36h24l8 28M38 36l10 28h-22M48 64l14-28M34 30h10M62 36l-3-10h8",
  },
  tent: { body: "M48 20 84 76H12z", lines: "M48 20v-6M48 46 34 76M48 46l14 30" },
  bottle: { body: "M38 34h20c4 6 6 10 6 16v32H32V50c0-6 2-10 6-16z", lines: "M40 34V16h16v18M32 56h32" },
  plant: {
    body: "M30 56h36l-5 26H35z",
    lines: "M48 56V34M48 40c-14 2-20-6-20-16 12-1 19 5 20 16zM48 46c12 2 18-5 18-14-10-1-17 4-18 14z",
  },
  tool: { body: "M20 30h40v16H20z", lines: "M60 34h14v8H60M34 46l-3 34h14l-3-34" },
  toy: { body: "M22 34h18c-4-14 20-14 16 0h18v16c14-4 14 20 0 16v14H22z", lines: "M36 58h.1M58 58h.1" },
  pet: {
    body: "M48 50c10 0 20 12 18 20-2 7-10 6-18 6s-16 1-18-6c-2-8 8-20 18-20z",
    lines: "M24 38a6 8 0 1 0 .1 0M39 24a6 8 0 1 0 .1 0M57 24a6 8 0 1 0 .1 0M72 38a6 8 0 1 0 .1 0",
  },
  leaf: { body: "M20 74c-6-34 18-54 58-52 0 36-18 58-46 52z", lines: "M16 82c10-22 24-34 44-44" },
  blanket: {
    body: "M18 28h60v44c-10 6-20-6-30 0s-20 6-30 0z",
    lines: "M18 40h60M30 28v12M48 28v12M66 28v12",
  },
  candle: { body: "M32 44h32v36H32z", lines: "M48 44v-8M48 36c-8-6 0-14 0-20 0 6 8 14 0 20z" },
  glasses: {
    body: "M26 42a13 13 0 1 0 .1 0zM70 42a13 13 0 1 0 .1 0z",
    lines: "M39 52c4-4 14-4 18 0M13 50l4-16M83 50l-4-16",
  },
  clock: { body: "M48 18a30 30 0 1 0 .1 0z", lines: "M48 30v18l12 8" },
  sock: { body: "M38 16h22v34l14 12c8 8-2 20-12 16L38 62z", lines: "M38 28h22M38 52c6 0 10 4 10 10" },
  robe: {
    body: "M36 16 20 28l-2 38h12v16h36V66h12l-2-38-16-12-12 14z",
    lines: "M36 16l12 38 12-38M30 54h36",
  },
  tube: { body: "M32 18h32l-6 46H38z", lines: "M40 64h16v16H40zM40 32h16" },
  brush: { body: "M14 44h56c16 0 16 10 0 10H14z", lines: "M18 44V32M25 44V32M32 44V32M39 44V32" },
  vase: { body: "M40 18h16l-2 16c14 8 16 30 4 46H38c-12-16-10-38 4-46z", lines: "M34 52h28" },
  basket: {
    body: "M18 40h60l-8 40H26z",
    lines: "M30 40c0-28 36-28 36 0M22 54h52M24 67h48M40 40l3 40M56 40l-3 40",
  },
  cushion: { body: "M20 24c18 6 38 6 56 0-6 18-6 30 0 48-18-6-38-6-56 0 6-18 6-30 0-48z", lines: "M48 46v4" },
  mat: {
    body: "M14 62h54V34a12 12 0 0 1 24 0v28a10 10 0 0 1-10 10H14z",
    lines: "M68 62a10 10 0 0 0 10 10M68 42a6 6 0 1 1 12 0",
  },
  poles: { body: "M30 14h8v14h-8zM58 14h8v14h-8z", lines: "M34 28 26 82M62 28l8 54M22 74h10M64 74h10" },
  board: { body: "M22 30h52v50H22z", lines: "M40 30V16h16v14M48 22h.1M34 44v24M48 44v24M62 44v24" },
  dripper: { body: "M22 26h52L58 52H38z", lines: "M30 58h36M40 58v18h16V58M74 30c14 0 12 16-4 18" },
  bowl: {
    body: "M18 44h60c0 22-12 32-30 32S18 66 18 44z",
    lines: "M14 44h68M34 36c2-10 26-10 28 0M48 28v-4",
  },
  pouch: { body: "M28 26h40l4 54H24z", lines: "M28 26l4-8h32l4 8M36 44h24v18H36z" },
  tin: { body: "M28 30h40v50H28z", lines: "M26 20h44v10H26zM28 48h40M28 62h40" },
  box: { body: "M16 34 48 20l32 14v32L48 82 16 66z", lines: "M16 34l32 14 32-14M48 48v34" },
} satisfies Record<string, Drawing>;

/** The first rule that finds its word decides. */
const rules: [RegExp, keyof typeof drawings][] = [
  [/\b(socks?|stocking)/, "sock"],
  [/\brobe|pyjama|kimono/, "robe"],
  [/\b(poles?|walking stick)\b/, "poles"],
  [/cushion/, "cushion"],
  [/\b(vase|jar)\b/, "vase"],
  [/basket|hamper/, "basket"],
  [/doormat|\bmat\b|desk pad/, "mat"],
  [/board/, "board"],
  [/dripper|filter/, "dripper"],
  [/gaiwan|bowl|steamer|casserole/, "bowl"],
  [/towel|blanket|throw|curtain|\brug|duvet/, "blanket"],
  [/\btins?\b|canister/, "tin"],
  [/lunch box|packing|storage|wraps|tray|organi[sz]er/, "box"],
  [/pencil case|pen case|\bcase\b/, "bag"],
  [/toothbrush|body brush|hairbrush/, "brush"],
  [/sunscreen|balm|toothpaste|cream|lotion/, "tube"],
  [/repellent|salts|\bink\b/, "bottle"],
  [/headlamp|head torch/, "lamp"],
  [/grinder|espresso machine|kettle|teapot/, "kettle"],
  [/oolong|pu'er|jasmine|infusion|matcha|(?<!\w)tea\b(?! coffee)/, "leaf"],
  [/coffee|espresso|decaf|\bbeans\b/, "pouch"],
  [/backpack|rucksack|daypack/, "backpack"],
  [/\b(bag|tote|luggage|suitcase|wallet|pouch|purse)/, "bag"],
  [/shoe|sneaker|boot|sandal|slipper|trainers|footwear/, "shoe"],
  [/jacket|coat|parka|cardigan|fleece|vest|raincoat|hoodie|sweater|jumper/, "coat"],
  [/trouser|jean|chino|legging|shorts|pants/, "trousers"],
  [/\b(hat|cap|beanie|helmet)\b/, "hat"],
  [/t-?shirt|shirt|tee\b|blouse|polo|dress|socks|clothing|apparel|fashion|scarf|glove/, "shirt"],
  [/headphone|earbud|earphone|headset/, "headphones"],
  [/speaker|soundbar|radio/, "speaker"],
  [/keyboard|mouse/, "keyboard"],
  [/laptop|notebook computer|monitor|tablet|computer|e-reader/, "laptop"],
  [/watch|tracker/, "watch"],
  [/camera|lens/, "camera"],
  [/phone|charger|power bank|electronic|cable|gadget/, "phone"],
  [/kettle|teapot|coffee maker|espresso|grinder|press/, "kettle"],
  [/bottle|flask|thermos|shampoo|soap|cream|lotion|serum|oil|skin|beauty|perfume/, "bottle"],
  [/mug|\bcup|tumbler|glass(es)? set|carafe/, "cup"],
  [/\b(pan|pot|skillet|wok|casserole|saucepan|bowl|plate|tray|dish)/, "pan"],
  [/knife|knives|cutlery|board|peeler/, "knife"],
  [/candle|diffuser|incense/, "candle"],
  [/lamp|light|lantern|bulb/, "lamp"],
  [/sofa|couch|armchair/, "sofa"],
  [/chair|stool|desk|table|shelf|furniture|bench/, "chair"],
  [/blanket|throw|towel|curtain|rug|duvet/, "blanket"],
  [/\b(bed|pillow|mattress|sheet|bedding)/, "bed"],
  [/clock|timer/, "clock"],
  [/sunglass|goggle|glasses/, "glasses"],
  [/book|journal|planner|notebook/, "book"],
  [/\b(pen|pencil|marker|stationery|office)/, "pen"],
  [/bicycle|\bbike|cycling|scooter/, "bike"],
  [/tent|camp|hik|trek|outdoor|sleeping bag|hammock/, "tent"],
  [/ball|yoga|dumbbell|sport|fitness|racket|tennis|skipping|skateboard/, "ball"],
  [/plant|\bseed|planter|garden|watering|herb/, "plant"],
  [/tea\b|coffee|food|snack|honey|spice|grocer|chocolate/, "leaf"],
  [/drill|hammer|screw|tool|wrench/, "tool"],
  [/puzzle|\btoy|lego|game|doll|blocks|kids|baby/, "toy"],
  [/\b(pet|dog|cat)\b/, "pet"],
  [/kitchen|cook/, "pan"],
  [/home|living/, "lamp"],
];

/** The first of the texts that a rule finds a word in decides: English name, address, category. */
export function drawingFor(...texts: string[]): Drawing {
  for (const text of texts) {
    const words = text.toLowerCase().replaceAll(/[-_]/g, " ");
    const rule = rules.find(([pattern]) => pattern.test(words));
    if (rule) return drawings[rule[1]];
  }
  return drawings.box;
}
