/** The question worth asking, beside the customer at the desk. */

const en = {
  title: "Worth asking",
  tells: (bits: string, gain: string) => `tells ${bits} bits, list better by ${gain}`,
  ask: "Ask in chat",
  takeFirst: "Take the conversation to ask it.",
  asked: "Asked; it is not asked again.",
  heard: "Asked. What did they say?",
  answers: { yes: "Yes", no: "No", skip: "No answer" },
  kept: "Written down; their suggestions go by it from now on.",
  notKept: "Not written down: no answer is waited for, or the customer wants none kept.",
  lost: "Not asked: it is not the one to ask any more, or the conversation is a colleague's.",
};

const zh: typeof en = {
  title: "值得一问",
  tells: (bits, gain) => `可得 ${bits} 比特信息，推荐改善 ${gain}`,
  ask: "在对话中提问",
  takeFirst: "接入对话后即可提问。",
  asked: "已提问，不会再问。",
  heard: "已提问。顾客怎么说？",
  answers: { yes: "是", no: "否", skip: "未回答" },
  kept: "已记录，之后的推荐会参考这一回答。",
  notKept: "未记录：没有待记录的回答，或顾客不希望保留回答。",
  lost: "未提问：该问题已不适用，或对话由同事处理。",
};

export const question = { en, zh };
