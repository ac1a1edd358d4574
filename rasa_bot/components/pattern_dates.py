"""Days, weeks, months and feasts in English and Chinese. The value is the text as written."""

import re
from typing import Iterator

from rasa_bot.components.spans import Found

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?"
)
_WHOLE_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_WEEKDAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)"
_FEW = r"(?:a|an|one|\d{1,2}|two|three|four|five|six|a\sfew|few|a\scouple(?:\sof)?|several)"
_FEAST = (
    r"(?:christmas(?:\s(?:eve|day))?|black\sfriday|cyber\smonday|easter(?:\s(?:sunday|monday))?|thanksgiving"
    r"|halloween|new\syear(?:['’]?s)?(?:\s(?:eve|day))?|(?:valentine|mother|father)(?:['’]?s)\sday)"
)
_ENGLISH = (
    rf"(?<!\d)\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d)|(?<!\d)\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}(?!\d)"
    rf"|\b{_DAY}\s(?:of\s)?{_MONTH}(?![A-Za-z])(?:,?\s\d{{4}}\b)?|\b{_MONTH}\s(?:the\s)?{_DAY}\b(?!\s?(?:%|pm|am\b))(?:,?\s\d{{4}}\b)?"
    rf"|\b{_WHOLE_MONTH}\s\d{{4}}\b"
    rf"|\b(?:the\sday\s(?:before\syesterday|after\stomorrow)|yesterday|today|tonight|tomorrow)\b"
    rf"|\b(?:last|this|next|on)\s(?:week(?:end)?|month|year|{_WEEKDAY}|spring|summer|autumn|winter)\b|\b(?:last|this|next)\s{_WHOLE_MONTH}\b"
    rf"|\b(?:this\s(?:morning|afternoon|evening)|last\snight)\b|\b{_WEEKDAY}s?\b|\b{_FEAST}(?![A-Za-z])"
    rf"|\b(?:the\s)?end\sof\s(?:the|this|next|last)\s(?:week|month|year)\b"
    rf"|\b{_FEW}\s(?:hours?|days?|weeks?|months?|years?)\sago\b"
    # A month alone, and a day of the month, only where a word before it tells of time: "may", "the 2nd item".
    rf"|\b(?<=in\s|by\s|of\s|on\s){_WHOLE_MONTH}\b|\b(?<=since\s|until\s|after\s){_WHOLE_MONTH}\b"
    rf"|\b(?<=till\s|from\s){_WHOLE_MONTH}\b|\b(?<=before\s){_WHOLE_MONTH}\b|\b(?<=in\s|by\s)20[012]\d\b|\b(?<=since\s)20[012]\d\b"
    rf"|\b(?:(?<=on\sthe\s)|(?<=by\sthe\s)|(?<=before\sthe\s)|(?<=since\sthe\s)|(?<=until\sthe\s)|(?<=from\sthe\s)"
    rf"|(?<=after\sthe\s)|(?<=now\sthe\s)|(?<=today's\sthe\s)){_ORDINAL}\b(?!\s(?:order|item|one|time|page|try|attempt|parcel|floor))"
)
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_CHINESE = (
    rf"(?:\d{{4}}年|去年|今年|明年|前年)?(?:1[0-2]|0?[1-9]|(?<!\d)十[一二]?|[一二三四五六七八九])月(?:份|底|初|中旬|上旬|下旬)?"
    rf"(?:(?:\d{{1,2}}|{_NUMERAL})[日号]?(?![\d个块元件]))?"
    r"|(?<!\d)20[012]\d年(?:底|初)?|大前天|前天|昨天|昨晚|昨儿|昨夜|今天|今晚|今早|今晨|今儿|明天|明早|明晚|后天|大后天|前几天|前两天"
    r"|(?:上上|下下|上|这|本|下)(?:个)?(?:周[一二三四五六日末天]?|星期[一二三四五六日天]?|礼拜[一二三四五六日天]?|月(?:底|初)?)"
    r"|(?:周|星期|礼拜)[一二三四五六日天末]|[一二两三四五六七八九十几\d]{1,3}(?:个?小时|天|周|个星期|个礼拜|个月|年)(?:之前|以前|前)"
    r"|(?:去年|今年|明年|前年)(?:年?底|年?初|[春夏秋冬]天|[春夏秋冬]季)?|月底|月初|年底|年初"
    r"|(?<![\d月第])(?:[12]\d|3[01]|0?[1-9])[号日](?=之?前|以前|之?后|到|就|才|起|买|下单|发|送|收|签|那|又|没|拿|飞|$|[，。？！,?!])"
    r"|双十一|双11|双十二|双12|六一八|(?<!\d)618(?!\d)|国庆(?:节)?|春节|元宵(?:节)?|清明(?:节)?|端午(?:节)?|中秋(?:节)?|元旦|五一|圣诞(?:节)?|情人节|母亲节|父亲节|儿童节|黑五"
)
_DATE = re.compile(f"{_ENGLISH}|{_CHINESE}", re.IGNORECASE)


def find(text: str) -> Iterator[Found]:
    """text: full-width signs made narrow."""
    for match in _DATE.finditer(text):
        yield Found("date", match.start(), match.end(), match[0])
