"""What plain words do not show of a mood: negation, emoji, emphasis. English and Chinese."""

import re
from typing import List

_NEGATIONS = frozenset(
    "not no never nothing nobody neither nor none without hardly barely cannot cant dont doesnt didnt isnt "
    "wasnt arent werent wont wouldnt couldnt shouldnt havent hasnt hadnt aint "
    "不 没 没有 别 无 未 不是 不会 不能 不要 不想 没法 从未 从来不 毫无 并不 并非".split()
)
_TURNS = frozenset("but however though although yet 但 但是 可是 不过 然而 却".split())
_STOP = re.compile(r"[.,;:!?，。；：！？、…]")
_REACH = 3
_SHOUT = 8

_POSITIVE = "😀😃😄😁😆😊🙂😍🥰😘🤗😋😎🤩👍👏🙏❤💕💖💯🎉✨🌹😻🥳☺♥"
_NEGATIVE = "😞😔😟🙁☹😣😖😫😩😢😭😤😠😡🤬😒🙄😑👎💔🤮🤢😾😓😰💩🖕"
_SMILES = re.compile(r"(?<!\w)(?:[:;=]-?[)D\]]|\^_?\^|<3)")
_FROWNS = re.compile(r"(?<!\w)(?::-?[(\[/]|:'\(|>:\(|-_-|T_T)")


def marked_words(tokens: List[str]) -> List[str]:
    """The tokens in lower case, with "not_" before those that a negation reaches (at most three, to the
    next stop).
    """
    marked: List[str] = []
    left = 0
    for token in tokens:
        word = token.lower()
        plain = word.replace("'", "").replace("’", "")
        if _STOP.fullmatch(word) or word in _TURNS:
            left = 0
        marked.append(f"not_{word}" if left and not _STOP.fullmatch(word) else word)
        left = _REACH if plain in _NEGATIONS else max(0, left - 1)
    return marked


def emphasis(text: str) -> List[str]:
    """Words of our own for shouting and repeated marks."""
    found: List[str] = []
    if re.search(r"[!！]{2,}", text):
        found.append("<exclaims>")
    if re.search(r"[?？]{2,}|[!！][?？]|[?？][!！]", text):
        found.append("<insists>")
    letters = [character for character in text if character.isascii() and character.isalpha()]
    if len(letters) >= _SHOUT and sum(letter.isupper() for letter in letters) > 0.7 * len(letters):
        found.append("<shouts>")
    return found


def face_balance(text: str) -> int:
    """Smiling minus frowning emoji and emoticons, in -2..2: more of the same says nothing new."""
    smiles = sum(text.count(face) for face in _POSITIVE) + len(_SMILES.findall(text))
    frowns = sum(text.count(face) for face in _NEGATIVE) + len(_FROWNS.findall(text))
    return max(-2, min(2, smiles - frowns))
