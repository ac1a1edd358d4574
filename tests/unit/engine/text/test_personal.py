"""Personal data by wording: names, addresses, postcodes, bank accounts."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.text.iban import passes_mod_97
from engine.text.personal import find_personal
from engine.text.redact import redact


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("my name is bob and I need help", "my name is [name] and I need help"),
        ("My name is Anna Maria Schmidt.", "My name is [name]."),
        ("Hi, I'm John Smith, where is it", "Hi, I'm [name], where is it"),
        ("this is Tom speaking", "this is [name] speaking"),
        ("Name: Wei Ling, 12 Orchard Road, Singapore 238841", "Name: [name], [address], [postcode]"),
        ("ask Mrs. O'Brien", "ask Mrs. [name]"),
        ("Kind regards,\nSofia", "Kind regards,\n[name]"),
        ("send it to 221B Baker Street, flat 4", "send it to [address]"),
        ("14 Kembang Lane, #08-12", "[address]"),
        ("I live in SW1A 1AA", "I live in [postcode]"),
        ("Albany NY 12207", "Albany [postcode]"),
        ("zip code 94107", "zip code [postcode]"),
        ("pay to DE89 3704 0044 0532 0130 00 please", "pay to [iban] please"),
        ("GB82WEST12345698765432", "[iban]"),
        ("我叫王小明，想退货", "我叫[name]，想退货"),
        ("你好，我是李雷", "你好，我是[name]"),
        ("我是陈女士", "我是[name]女士"),
        ("收件人：赵敏", "收件人：[name]"),
        ("寄到上海市徐汇区漕溪北路88号3号楼502室", "寄到[address]"),
        ("地址是北京市朝阳区建国路12号，邮编100022", "地址是[address]，邮编[postcode]"),
        ("我叫张伟，电话13812345678，邮箱a@b.cn", "我叫[name]，电话[phone]，邮箱[email]"),
    ],
)
def test_personal_data_is_masked_by_its_wording(text: str, masked: str) -> None:
    assert redact(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "I am happy with it",
        "I'm looking for a kettle",
        "this is urgent",
        "call me back please",
        "the name is wrong on the parcel",
        "2 blue way too small",
        "my name is spelled wrong",
        "it was 30 less down the road",
        "我是老顾客",
        "我是高兴的",
        "我叫了快递",
        "3号线",
        "order W1234567 has 2 lines",
        "size M in 38",
        "DE89 3704 0044 0532 0130 01",
    ],
)
def test_what_names_nobody_stays(text: str) -> None:
    assert redact(text) == text


def test_check_digits_tell_a_bank_account() -> None:
    assert passes_mod_97("GB82WEST12345698765432")
    assert not passes_mod_97("GB83WEST12345698765432")
    assert not passes_mod_97("")


_PIECES = st.sampled_from(
    [
        *("my name is ", "I am ", "Bob", "Ann Lee", "12", " Main Street", "Name: ", "regards, "),
        *("我叫", "王小明", "路", "号", "88", "收件人", "我是", "先生", " ", "\n", ",", ":", "#"),
        *("a@b.co", "+44 7700 900461", "SW1A 1AA", "GB82WEST12345698765432", "[name]", "İ", "😀", "４２"),
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=12).map("".join)))
def test_spans_lie_in_the_text_in_order_and_masking_twice_changes_nothing(text: str) -> None:
    found = find_personal(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= after.start for one, after in pairwise(found))
    once = redact(text)
    assert redact(once) == once


def test_message_takes_less_than_two_milliseconds() -> None:
    texts = [
        "Hello, my name is Anna Schmidt and I live at 12 Garden Street, my order W1234567 is late",
        "你好，我叫王小明，我的订单W1234567还没收到，地址是上海市徐汇区漕溪北路88号，请帮我查一下",
    ]
    for text in texts:
        find_personal(text)  # loads the pipelines
    started = time.process_time()
    for text in texts * 50:
        find_personal(text)
    assert (time.process_time() - started) / 100 < 0.002


@pytest.mark.timeout(20)
@pytest.mark.parametrize("text", ["1 " * 5000, "路1" * 5000, "我叫王" * 3000, "a1" * 5000, "DE89 " * 2000])
def test_longest_message_is_read_in_linear_time(text: str) -> None:
    find_personal(text)
