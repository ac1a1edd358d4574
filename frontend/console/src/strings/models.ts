/** The page Models of the console. */

const en = {
  title: "Models",
  empty: ["No model yet", "Train one with `attune nlu train`; it appears here with its figures."],
};

const zh: typeof en = {
  title: "模型",
  empty: ["还没有模型", "用 `attune nlu train` 训练一个模型，它和各项指标会显示在这里。"],
};

export const models = { en, zh };
