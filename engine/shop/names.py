"""Names and streets of the invented customers."""

FIRST_EN = tuple(
    (
        "Aisha Alan Amir Anita Arjun Ben Bella Carla Chloe Clara Daniel David Devi Diana Elena Emma Ethan "
        "Farah Felix Gita Grace Hana Hari Helen Hugo Ian Irene Isaac Jamal Jasmine Joel Julia Karim Kavya "
        "Kevin Lara Leo Lina Lucas Maya Meera Mira Nadia Nathan Nina Noah Olivia Omar Paul Priya Rachel "
        "Rahim Ravi Rosa Ryan Samir Sara Serena Simon Sofia Tara Theo Uma Vera Victor Wei Yasmin Zara"
    ).split()
)
LAST_EN = tuple(
    (
        "Abdullah Ahmad Baker Bose Carter Chan Chua Costa Das Fernandez Foster Garcia Goh Gomez Green "
        "Haddad Hassan Hill Ho Iyer Jones Khan Koh Kumar Lee Lim Lopez Menon Mitchell Nair Ng Novak Ong "
        "Osman Parker Patel Pereira Pillai Quek Rahman Rao Reid Rossi Santos Seah Shah Silva Singh Sim "
        "Stewart Tan Teo Thomas Toh Turner Wong Yap Yeo"
    ).split()
)
# Family and given names with their romanisation for the e-mail address.
LAST_ZH = tuple(
    pair.split(":")
    for pair in (
        "陈:chen 李:li 王:wang 张:zhang 林:lin 黄:huang 吴:wu 刘:liu 周:zhou 徐:xu 孙:sun 马:ma "
        "朱:zhu 胡:hu 郭:guo 何:he 高:gao 罗:luo 郑:zheng 梁:liang 谢:xie 宋:song 唐:tang 许:xu "
        "韩:han 冯:feng 曹:cao 彭:peng 曾:zeng 萧:xiao"
    ).split()
)
FIRST_ZH = tuple(
    pair.split(":")
    for pair in (
        "美玲:meiling 晓雯:xiaowen 志明:zhiming 建华:jianhua 丽娜:lina 伟杰:weijie 淑芬:shufen "
        "雨桐:yutong 子轩:zixuan 思远:siyuan 佳怡:jiayi 文博:wenbo 欣然:xinran 浩然:haoran "
        "静怡:jingyi 俊杰:junjie 雅婷:yating 明轩:mingxuan 诗涵:shihan 宇航:yuhang 若曦:ruoxi "
        "家豪:jiahao 慧敏:huimin 国强:guoqiang 海燕:haiyan 春梅:chunmei 志强:zhiqiang "
        "晨曦:chenxi 梓涵:zihan 振宇:zhenyu 婉清:wanqing 立新:lixin 秀英:xiuying 天佑:tianyou "
        "可欣:kexin 书瑶:shuyao"
    ).split()
)
STREETS_SG = (
    "Rambutan Road",
    "Kembang Avenue",
    "Heron Walk",
    "Tembusu Lane",
    "Saga Seed Street",
    "Old Ferry Road",
    "Lantern Hill",
    "Pandan Rise",
    "Kingfisher Drive",
    "Nutmeg Grove",
    "Banyan Crescent",
    "Quarry View",
)
STREETS_MY = ("Jalan Kenanga", "Jalan Melor", "Lorong Cempaka", "Jalan Tanjung Biru")
TOWNS_MY = (
    ("Petaling Jaya", "Selangor", "46"),
    ("Johor Bahru", "Johor", "80"),
    ("George Town", "Penang", "10"),
)
