"""What identifies a person gives way to something made up that reads like it."""

from hypothesis import given
from hypothesis import strategies as st

from engine.text.stand_ins import Known, disguise

MEI = (
    Known("name", "Mei Li"),
    Known("first_name", "Mei"),
    Known("last_name", "Li"),
    Known("postcode", "80279"),
    Known("street", "1 Long Street"),
)


def test_the_kinds() -> None:
    text = (
        "I'm mei li (mei@work.example, +49 30 1234567), order #W7654321 and A555-0101, 1 Long  Street, "
        "80279; card 4111 1111 1111 1111, parcel 00340434161094042557. The lid came off."
    )
    assert disguise(text, "en", MEI).text == (
        "I'm Alex Smith (name@example.com, +1 202 555 0143), order #W1234567 and W1234567, 12 Garden Street, "
        "10115; card 4242 4242 4242 4242, parcel 123456789012. The lid came off."
    )


def test_chinese() -> None:
    known = (Known("name", "王小明"), Known("first_name", "小明"), Known("last_name", "王"))
    told = disguise("我是王小明，电话13912345678，单号W2378156到哪了", "zh", known)
    assert told.text == "我是林小林，电话138 0013 8000，单号W1234567到哪了"


def test_what_identifies_nobody_stays() -> None:
    text = "2 mugs for $24.50 on 2026-11-24, size 38, likely Meiji style"
    assert disguise(text, "en", MEI).text == text


@given(st.text(alphabet="Mei Li@a.b12345678 W#+王"))
def test_a_disguised_text_stays_as_it_is(text: str) -> None:
    once = disguise(text, "en")
    for one in once.stand_ins:
        assert once.text[one.start : one.end]
    assert disguise(once.text, "en").text == once.text


def test_places_move_with_the_text() -> None:
    text = "mei@work.example wants the red kettle, order W7654321"
    told = disguise(text, "en")
    start = text.index("red kettle")
    place = told.moved(start, start + 10)
    assert place is not None
    assert told.text[place[0] : place[1]] == "red kettle"
    assert told.moved(0, 5) is None
    assert [(one.kind, told.text[one.start : one.end]) for one in told.stand_ins] == [
        ("email", "name@example.com"),
        ("order_id", "W1234567"),
    ]
