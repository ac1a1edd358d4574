/** The page Gaps of the console: segments by topics. */

const en = {
  title: "Gaps",
  lead: "Where segments say more, or less, of a topic than what they do leads us to expect.",
  csv: "Download CSV",
  families: { behaviour: "What they say they do", category: "What they say they want" },
  segment: "Segment",
  statements: "Statements",
  bits: "Bits: 0 is as expected, 1 is twice as much, -1 half as much.",
  legend: "Bold: a clear gap. Grey: not enough evidence yet.",
  count: (said: string) => `${said} said`,
  cell: (segment: string, topic: string, said: number, bits: string, low: string, high: string) =>
    `${segment}, ${topic}: ${said} statements, ${bits} bits (95 %: ${low} to ${high})`,
  flagged: "clear gap",
  thin: "not enough evidence",
  behind: (segment: string, topic: string) => `Customers behind ${segment}: ${topic}`,
  customer: "Customer",
  saidOf: "Said of this",
  expected: "Expected share",
  nobody: "Nobody of this segment has said anything of this topic.",
  close: "Close",
  none: "No gaps to show yet",
  noneLead:
    "Customers' statements about themselves are compared here after `attune rebuild`: in chat, onboarding and surveys.",
};

const zh: typeof en = {
  title: "信息差",
  lead: "各分群所说的，与其行为让我们预期的，在哪些主题上有出入。",
  csv: "下载 CSV",
  families: { behaviour: "自述的行为", category: "自述的喜好" },
  segment: "分群",
  statements: "陈述数",
  bits: "单位为比特：0 表示与预期一致，1 表示多一倍，-1 表示少一半。",
  legend: "加粗：差异明确。灰色：证据不足。",
  count: (said) => `${said} 条`,
  cell: (segment, topic, said, bits, low, high) =>
    `${segment}，${topic}：${said} 条陈述，${bits} 比特（95 % 区间：${low} 至 ${high}）`,
  flagged: "差异明确",
  thin: "证据不足",
  behind: (segment, topic) => `顾客：${segment}，${topic}`,
  customer: "顾客",
  saidOf: "说到此主题",
  expected: "预期占比",
  nobody: "该分群中还没有人说到此主题。",
  close: "关闭",
  none: "暂无可显示的信息差",
  noneLead: "运行 `attune rebuild` 后，这里会比较顾客在聊天、注册和问卷中的自述与其行为。",
};

export const gapMap = { en, zh };
