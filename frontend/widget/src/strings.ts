/** Every sentence the widget says, in each language. The loader takes only `bubbleStrings`. */

export type Language = "en" | "zh";

export interface BubbleStrings {
  open: string;
  close: string;
  unread: (count: number) => string;
  title: string;
}

export const bubbleStrings: Record<Language, BubbleStrings> = {
  en: {
    open: "Open chat",
    close: "Close chat",
    unread: (count) => (count === 1 ? "1 unread message" : `${count} unread messages`),
    title: "Chat with the shop",
  },
  zh: {
    open: "打开对话",
    close: "收起对话",
    unread: (count) => `${count} 条未读消息`,
    title: "在线客服",
  },
};

const english = {
  support: "Support",
  assistant: "Assistant",
  stateBot: "assistant",
  stateWaiting: "waiting for a person",
  stateWaitingNext: "waiting, you are next",
  stateWaitingBehind: (ahead: number) => `waiting, ${ahead} before you`,
  stateHuman: (name: string) => `${name} from support`,
  stateHumanUnnamed: "a person from support",
  stateResolved: "closed, write to reopen",
  stateSnoozed: "paused, a person comes back to you",

  menu: "Menu",
  close: "Close chat",
  language: "Language",
  startOver: "Start over",
  startOverAsk: "Start a new conversation? This one is then no longer shown here.",
  startOverYes: "Start over",
  cancel: "Cancel",
  transcript: "Download transcript",

  messages: "Messages",
  you: "You",
  today: "Today",
  yesterday: "Yesterday",
  newMessages: "New messages",
  typing: (name: string) => `${name} is writing`,
  loading: "Loading the conversation",
  empty: "Ask about an order, a delivery, a return or a product.",

  composer: "Your message",
  placeholder: "Write a message",
  send: "Send",
  counter: (used: string, limit: string) => `${used} of ${limit} characters`,
  tooLong: (over: string) => `${over} too many`,
  quickReplies: "Suggested replies",

  sending: "Sending",
  sent: "Sent",
  waitingToSend: "Not sent yet. It goes out when the connection is back.",
  notSent: "Not sent.",
  retry: "Try again",
  discard: "Discard",

  connecting: "Connecting again…",
  offline: "You are offline. What you write is kept and sent later.",
  startFailed: "The chat cannot be reached at the moment.",
  fresh: "The earlier conversation is no longer available, so this is a new one.",
  freshIdentity: "You are signed in with another account, so this is a new conversation.",
  identityRefused: "Your sign-in could not be confirmed. You can go on as a visitor.",

  errors: {
    empty: "There is nothing to send.",
    too_long: "The message is too long.",
    rate_limited: "That was many messages in a short time. Please wait a moment.",
    not_found: "This choice is no longer available.",
    invalid: "This choice is no longer available.",
    unavailable: "The chat cannot be reached at the moment.",
    unauthenticated: "The conversation has ended.",
  } as Record<string, string>,
  errorOther: "It did not work.",

  product: "Product",
  order: "Order",
  orderNumber: (id: string) => `Order ${id}`,
  total: "Total",
  quantity: (count: number) => `× ${count}`,
  chosen: "chosen",
  orderStatus: {
    pending: "Not shipped yet",
    processed: "Being prepared",
    shipped: "On its way",
    delivered: "Delivered",
    cancelled: "Cancelled",
    pending_modified: "Changed, not shipped yet",
    return_requested: "Return requested",
    exchange_requested: "Exchange requested",
    returned: "Returned",
  } as Record<string, string>,
};

export type Strings = typeof english;

const chinese: Strings = {
  support: "客服",
  assistant: "智能助手",
  stateBot: "智能助手",
  stateWaiting: "正在为您转接人工客服",
  stateWaitingNext: "排队中，下一位就是您",
  stateWaitingBehind: (ahead) => `排队中，前面还有 ${ahead} 位`,
  stateHuman: (name) => `人工客服 ${name}`,
  stateHumanUnnamed: "人工客服",
  stateResolved: "已结束，发消息即可继续",
  stateSnoozed: "已暂停，客服稍后回复您",

  menu: "菜单",
  close: "收起对话",
  language: "语言",
  startOver: "重新开始",
  startOverAsk: "要开始新的对话吗？当前对话将不再显示。",
  startOverYes: "重新开始",
  cancel: "取消",
  transcript: "下载聊天记录",

  messages: "消息",
  you: "您",
  today: "今天",
  yesterday: "昨天",
  newMessages: "有新消息",
  typing: (name) => `${name}正在输入`,
  loading: "正在加载对话",
  empty: "订单、配送、退换货、商品，都可以在这里问。",

  composer: "您的消息",
  placeholder: "输入消息",
  send: "发送",
  counter: (used, limit) => `${used} / ${limit} 字`,
  tooLong: (over) => `超出 ${over} 字`,
  quickReplies: "快捷回复",

  sending: "发送中",
  sent: "已发送",
  waitingToSend: "尚未发送，网络恢复后会自动发出。",
  notSent: "未能发送。",
  retry: "重试",
  discard: "删除",

  connecting: "正在重新连接…",
  offline: "网络已断开。您写的内容会保留，联网后发出。",
  startFailed: "暂时无法连接客服。",
  fresh: "之前的对话已失效，已为您开始新的对话。",
  freshIdentity: "您换了账号登录，已为您开始新的对话。",
  identityRefused: "未能确认您的登录信息，您可以继续以访客身份咨询。",

  errors: {
    empty: "请输入内容。",
    too_long: "消息太长了。",
    rate_limited: "发送得有点快，请稍等片刻再试。",
    not_found: "这个选项已失效。",
    invalid: "这个选项已失效。",
    unavailable: "暂时无法连接客服。",
    unauthenticated: "对话已结束。",
  },
  errorOther: "操作未成功。",

  product: "商品",
  order: "订单",
  orderNumber: (id) => `订单 ${id}`,
  total: "合计",
  quantity: (count) => `× ${count}`,
  chosen: "已选",
  orderStatus: {
    pending: "待发货",
    processed: "备货中",
    shipped: "运输中",
    delivered: "已送达",
    cancelled: "已取消",
    pending_modified: "已修改，待发货",
    return_requested: "退货处理中",
    exchange_requested: "换货处理中",
    returned: "已退货",
  },
};

/** A text in each language, or one text for all. */
export type Localised = string | { en?: string; zh?: string };

/** The text in the language asked for, else in English, else in any. */
export function localised(value: Localised, language: Language): string {
  return typeof value === "string" ? value : (value[language] ?? value.en ?? value.zh ?? "");
}

export const strings: Record<Language, Strings> = { en: english, zh: chinese };

/** The product's language for a tag such as "zh-CN"; null where neither fits. */
export function languageOf(tag: string | null | undefined): Language | null {
  const primary = tag?.trim().toLowerCase().split(/[-_]/)[0];
  return primary === "en" || primary === "zh" ? primary : null;
}
