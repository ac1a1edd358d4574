"""Intents as a customer would name them, for buttons and for searching articles without a text."""

from collections.abc import Mapping

from engine.text.language import Language

_TITLES: Mapping[str, tuple[str, str]] = {
    "track_order": ("Where is my order", "查订单"),
    "cancel_order": ("Cancel an order", "取消订单"),
    "change_order": ("Change the items of an order", "修改订单商品"),
    "change_address": ("Change the address of an order", "修改收货地址"),
    "delivery_options": ("Delivery times and services", "配送方式和时效"),
    "shipping_cost": ("What delivery costs", "运费多少"),
    "delivery_problem": ("A problem with a delivery", "配送有问题"),
    "return_item": ("Send something back", "申请退货"),
    "exchange_item": ("Exchange an item", "申请换货"),
    "refund_status": ("Where my refund is", "退款进度"),
    "return_policy": ("How returns work", "退货规则"),
    "wrong_or_missing_item": ("Wrong or missing item", "发错或少件"),
    "damaged_item": ("Something arrived damaged", "商品损坏"),
    "payment_methods": ("Ways to pay", "付款方式"),
    "payment_problem": ("A problem with a payment", "付款有问题"),
    "invoice_request": ("An invoice", "开发票"),
    "promo_code": ("Promotion codes", "优惠码"),
    "product_info": ("About a product", "了解商品"),
    "stock_availability": ("Is it in stock", "是否有货"),
    "recommend": ("Suggest something", "推荐商品"),
    "recommend_similar": ("Something similar", "找相似款"),
    "recommend_why": ("Why this was suggested", "推荐理由"),
    "recommend_reject": ("Show me others", "换一批"),
    "inform_preference": ("Say what I like", "说说我的喜好"),
    "add_to_basket": ("Put it into the basket", "加入购物车"),
    "reorder": ("Buy the same again", "再次购买"),
    "create_account": ("Open an account", "注册账户"),
    "recover_account": ("I cannot sign in", "无法登录"),
    "update_account": ("Change my account details", "修改账户信息"),
    "delete_my_data": ("Delete my data", "删除我的数据"),
    "export_my_data": ("Get a copy of my data", "导出我的数据"),
    "newsletter": ("Newsletter", "邮件订阅"),
    "loyalty_points": ("Loyalty points", "会员积分"),
    "warranty": ("Guarantee and repair", "质保和维修"),
    "contact_hours": ("Opening hours and contact", "营业时间和联系方式"),
    "complaint": ("Make a complaint", "我要投诉"),
    "rate_service": ("Rate the service", "评价服务"),
    "human_handoff": ("Talk to a person", "转人工客服"),
    "ask_capabilities": ("What can you do", "你能做什么"),
}


def intent_title(intent: str, language: Language) -> str | None:
    """What a customer would call this intent; None for those that make no sense as a choice."""
    title = _TITLES.get(intent)
    return None if title is None else title[language == "zh"]
