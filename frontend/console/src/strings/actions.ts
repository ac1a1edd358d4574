/** What the assistant worked on, by the action that ran. Each name holds whether the work succeeded or not. */

const en = {
  action_track_order: "Order tracking",
  action_cancel_order: "Cancellation",
  action_change_order: "Order change",
  action_change_address: "Address change",
  action_return_item: "Return",
  action_exchange_item: "Exchange",
  action_refund_status: "Refund status",
  action_delivery_problem: "Delivery problem",
  action_item_problem: "Problem with an item",
  action_complaint: "Complaint",
  action_answer_from_articles: "Answer from the articles",
  action_recommend: "Suggestions",
  action_recommend_similar: "Similar products",
  action_recommend_why: "Reasons for a suggestion",
  action_recommend_reject: "Other suggestions",
  action_product_info: "Product facts",
  action_stock_availability: "Stock",
  action_reorder: "Order again",
  action_add_to_basket: "Link for the basket",
  action_delete_my_data: "Request to delete data",
  action_export_my_data: "Request for a copy of data",
  action_inform_preference: "Noting a preference",
  action_ask_identity: "Identity check",
  action_fallback: "Did not understand",
};

type Action = keyof typeof en;

const zh: Record<Action, string> = {
  action_track_order: "查询订单",
  action_cancel_order: "办理取消",
  action_change_order: "办理订单修改",
  action_change_address: "办理地址修改",
  action_return_item: "办理退货",
  action_exchange_item: "办理换货",
  action_refund_status: "查询退款",
  action_delivery_problem: "处理配送异常",
  action_item_problem: "处理商品问题",
  action_complaint: "受理投诉",
  action_answer_from_articles: "按知识库答复",
  action_recommend: "推荐商品",
  action_recommend_similar: "推荐类似商品",
  action_recommend_why: "说明推荐理由",
  action_recommend_reject: "换一批推荐",
  action_product_info: "介绍商品",
  action_stock_availability: "查询库存",
  action_reorder: "再次购买",
  action_add_to_basket: "加购链接",
  action_delete_my_data: "申请删除数据",
  action_export_my_data: "申请数据副本",
  action_inform_preference: "记录偏好",
  action_ask_identity: "核实身份",
  action_fallback: "未能理解",
};

export const actions = { en, zh };
