"""Whom a thing is made for: men, women, both, boys, girls, children. Sex and age group are kept apart, for "мужской"
is said of men's shoes and of boys'."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from rules.values.enums import Lexicon, find_words, lexicon_of
from rules.values.scripts import level
from rules.values.text import Found, plain
from rules.values.vocabulary import entries

Sex = Literal["male", "female"]
Group = Literal["adult", "child"]

_BOTH: frozenset[Sex] = frozenset(("male", "female"))
_MALE: frozenset[Sex] = frozenset(("male",))
_FEMALE: frozenset[Sex] = frozenset(("female",))
_MEANINGS: dict[str, tuple[frozenset[Sex], frozenset[Group]]] = {
    "male": (_MALE, frozenset()),
    "female": (_FEMALE, frozenset()),
    "men": (_MALE, frozenset(("adult",))),
    "women": (_FEMALE, frozenset(("adult",))),
    "boys": (_MALE, frozenset(("child",))),
    "girls": (_FEMALE, frozenset(("child",))),
    "children": (_BOTH, frozenset(("child",))),
    "adults": (_BOTH, frozenset(("adult",))),
    "unisex": (_BOTH, frozenset()),
}
WORDS = """
male: male, males, masculine, мужской+, муж, мужск, муж пол, 男, 男性
female: female, females, feminine, женский+, жен, женск, жен пол, 女, 女性
men: men, man, mens, gents, gentlemen, gentleman, him, homme, hommes, herren, мужчин*, для него, мужик*, джентльмен*,
    парень,
    парней, 男士, 男人, 男款, 男式, 男装, 男鞋, 男生, 男子, 成人男, 爸爸, 先生
women: women, woman, womens, ladies, lady, ladys, her, femme, femmes, damen, misses, maternity, женщин*, для неё,
    дамский+,
    дама, дамы, дам, девушк*, девушек, леди, для беременных, 女士, 女人, 女款, 女式, 女装, 女鞋, 女生, 女子, 妇女,
    成人女, 孕妇, 妈妈, 女郎, 淑女
boys: boy, boys, мальчик*, для мальчиков, мальч, подросток мальчик, 男童, 男孩, 男宝, 男宝宝, 小男孩, 男婴, 男大童,
    男小童
girls: girl, girls, девочк*, девочек, девоч, 女童, 女孩, 女宝, 女宝宝, 小女孩, 女婴, 女大童, 女小童
children: kids, kid, child, children, childrens, junior, juniors, youth, toddler, toddlers, baby, babies, infant,
    infants, newborn, unisex kids, unisex children, детск*, дети, детей, детям, ребёнок, ребёнка, малыш*, подростк*,
    подростков*, подросток, новорождённ*, унисекс детский+, 儿童, 童装, 童鞋, 宝宝, 婴儿, 婴幼儿, 幼儿, 少儿, 小孩,
    中大童, 大童, 小童, 中童, 男女童, 男女宝宝, 儿童通用, 学生儿童
adults: adult, adults, взрослый+, для взрослых, 成人, 成年人, 大人, 情侣, 情侣款, 情侣装
unisex: unisex, uni sex, universal, gender neutral, genderless, all genders, men and women, men women, women and men,
    him and her, couple, couples, унисекс, унисэкс, юнисекс, для всех, мужской+ и женский+, универсальный+, 中性,
    通用, 男女, 男女同款, 男女通用, 男女款, 男女皆可, 男女均可, 不限, 不分男女, 不限性别
"""
_LETTERS = {"m": "male", "м": "male", "f": "female", "w": "women", "ж": "female", "u": "unisex", "у": "unisex"}


@dataclass(frozen=True)
class Wearer:
    """One sex or both; no group where the age is not said."""

    sexes: frozenset[Sex]
    groups: frozenset[Group]

    @property
    def text(self) -> str:
        if self.sexes == _BOTH:
            return {"child": "children", "adult": "men and women"}.get(self._group, "unisex")
        (sex,) = self.sexes
        names = {"male": {"adult": "men", "child": "boys"}, "female": {"adult": "women", "child": "girls"}}
        return names[sex].get(self._group, sex)

    @property
    def _group(self) -> str:
        return next(iter(self.groups)) if len(self.groups) == 1 else ""


def parse_gender(text: str) -> Wearer | None:
    """Everyone that a whole value names, as one: "Men, Women" and 男女同款 are both; a single letter counts (M, Ж)."""
    named = [found.value for found in find_genders(text)]
    if not named and (letter := _LETTERS.get(level(plain(text)).strip(" ."))):
        named = [letter]
    meanings = [_MEANINGS[name] for name in named]
    if not meanings:
        return None
    one_sex = [sexes for sexes, _ in meanings if sexes != _BOTH]
    # "Baby girl" is a girl, but "Men, unisex" both.
    sexes = frozenset[Sex]().union(*one_sex) if one_sex and "unisex" not in named else _BOTH
    return Wearer(sexes, frozenset[Group]().union(*(groups for _, groups in meanings)))


def find_genders(text: str) -> list[Found[str]]:
    """Each mention in free text, by a name of `WORDS`."""
    return find_words(text, _lexicon())


@cache
def _lexicon() -> Lexicon:
    return lexicon_of(dict(entries(WORDS)))


def together(wearers: tuple[Wearer, ...]) -> Wearer:
    """All of a list as one: ["Men", "Women"] is for both."""
    sexes = frozenset[Sex]().union(*(wearer.sexes for wearer in wearers))
    return Wearer(sexes, frozenset[Group]().union(*(wearer.groups for wearer in wearers)))
