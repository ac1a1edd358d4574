/** The console: navigation and the pages Inbox and Training data. */

const en = {
  name: "Console",
  navigation: { label: "Console", inbox: "Inbox", data: "Training data", models: "Models" },
};

const zh: typeof en = {
  name: "控制台",
  navigation: { label: "控制台", inbox: "待标注", data: "训练数据", models: "模型" },
};

export const consoleWords = { en, zh };
