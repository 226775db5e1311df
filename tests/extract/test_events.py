"""Events: what counts as a happening, with its parties, place, date and deaths, and what does not."""

from __future__ import annotations

import pytest
from tests.conftest import Read

from sarhad.records import Event


def brief(event: Event) -> tuple[str, str, str, str]:
    return event.type, event.actor, event.recipient, event.place


CODED = {
    "attack": ("Taliban forces attacked a post in Badakhshan.", ("ASSAULT", "taliban", "", "badakhshan")),
    "passive": ("A Tajik border post was attacked by the Taliban.", ("ASSAULT", "taliban", "tajikistan", "")),
    "told as fact": ("The ministry said that ISIS attacked the base in Khorog.", ("ASSAULT", "isis", "", "khorog")),
    "meeting": (
        "Russia's foreign minister met the Taliban delegation in Moscow.",
        ("CONSULT", "russia", "taliban", "moscow"),
    ),
    "closing": ("Uzbekistan closed the border with Afghanistan.", ("COERCE", "uzbekistan", "afghanistan", "")),
    "release": ("The Taliban released two Tajik soldiers.", ("CONCEDE", "taliban", "tajikistan", "")),
    "deportation": ("Iran deported thousands of Afghans.", ("COERCE", "iran", "afghanistan", "")),
    "accusation": ("The Taliban were accused by Russia of harbouring ISIS.", ("ACCUSE", "russia", "taliban", "")),
    "exercise": (
        "Troops of the CSTO held an exercise in Tajikistan.",
        ("COOPERATE", "csto", "", "country-tj"),
    ),
    "clash": ("Tajik forces clashed with militants from Afghanistan.", ("ASSAULT", "tajikistan", "afghanistan", "")),
}


@pytest.mark.parametrize("name", CODED)
def test_coded(name: str, read: Read) -> None:
    sentence, expected = CODED[name]
    assert [brief(e) for e in read(sentence).events] == [expected]


NONE = {
    "negated": "Taliban forces did not attack the post.",
    "never": "The Taliban never attacked Tajikistan.",
    "may": "Taliban forces may attack the post.",
    "would have": "The Taliban would have attacked Tajikistan.",
    "condition": "If the Taliban attack Tajikistan, the CSTO will respond.",
    "plan": "Kazakhstan plans to send aid to Afghanistan.",
    "denied": "The Taliban denied that their forces attacked Tajikistan.",
    "believed": "Analysts believe that ISIS attacked the base.",
    "warned of": "The CSTO warned that ISIS attacked the base.",
    "failed to": "Russia failed to sign an agreement with the Taliban.",
    "no agreement": "No agreement was signed between Russia and the Taliban.",
    "nobody known": "Two buses collided near a bridge.",
}


@pytest.mark.parametrize("name", NONE)
def test_what_is_denied_planned_conditional_or_negated_is_no_event(name: str, read: Read) -> None:
    assert not read(NONE[name]).events


PARTIES = {
    "mutual": (
        "Uzbekistan and the Taliban signed an agreement in Termez.",
        [("SUPPORT", "uzbekistan", "taliban", "termez")],
    ),
    "talks": (
        "Talks between Russia and the Taliban were held in Moscow.",
        [("CONSULT", "russia", "taliban", "moscow")],
    ),
    "clashes": (
        "Clashes took place between Tajikistan and the Taliban.",
        [("ASSAULT", "tajikistan", "taliban", "")],
    ),
    "relative clause": ("Pakistan, which shelled Khost, said nothing.", [("ASSAULT", "pakistan", "", "")]),
    "attack by": (
        "Five Chinese workers were killed in an attack by ISIS in Tajikistan.",
        [("ASSAULT", "isis", "chinese-workers", "country-tj")],
    ),
    "speaking without a partner": (
        "The spokesman of the CSTO, speaking in Moscow, said that the threat remains.",
        [],
    ),
    "an actor in a clause of the object": (
        "The Taliban rejected claims that Afghan soil is used by terrorist groups.",
        [("REJECT", "taliban", "", "")],
    ),
    "aid is sent": ("Kazakhstan sent aid to Afghanistan.", [("AID", "kazakhstan", "afghanistan", "")]),
    "troops are sent": ("Kazakhstan sent troops to Tajikistan.", [("MOBILIZE", "kazakhstan", "tajikistan", "")]),
}


@pytest.mark.parametrize("name", PARTIES)
def test_parties(name: str, read: Read) -> None:
    sentence, expected = PARTIES[name]
    assert [brief(e) for e in read(sentence).events] == expected


RULES = {
    "ru agreement": (
        "ru",
        "Россия и Талибан подписали соглашение в Москве 3 июля 2025 года.",
        [("SUPPORT", "russia", "taliban", "moscow")],
    ),
    "ru negated": ("ru", "Россия не подписала соглашение с талибами.", []),
    "ru planned": ("ru", "Россия планирует подписать соглашение с талибами.", []),
    "ru visit": ("ru", "Посол России посетил Кабул.", [("CONSULT", "russia", "afghanistan", "")]),
    "fa agreement": ("fa", "روسیه و طالبان در مسکو توافق کردند.", [("AGREE", "russia", "taliban", "moscow")]),
    "fa attack": ("fa", "طالبان به تاجیکستان حمله کردند.", [("ASSAULT", "taliban", "tajikistan", "")]),
    "fa negated": ("fa", "طالبان به تاجیکستان حمله نکردند.", []),
    "tg meeting": ("tg", "Русия ва Толибон дар Маскав мулоқот карданд.", [("CONSULT", "russia", "taliban", "moscow")]),
    "tg threat": ("tg", "Толибон Тоҷикистонро таҳдид кард.", [("THREATEN", "taliban", "tajikistan", "")]),
}


@pytest.mark.parametrize("name", RULES)
def test_coded_by_rules(name: str, read: Read) -> None:
    code, sentence, expected = RULES[name]
    assert [brief(e) for e in read(sentence, language=code).events] == expected


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("ru", "По данным ФСБ, двое боевиков убиты в Таджикистане."),
        ("fa", "به گفته سازمان ملل، دو سرباز در کابل زخمی شدند."),
    ],
)
def test_who_reports_is_no_party(code: str, sentence: str, read: Read) -> None:
    parties = {p for e in read(sentence, language=code).events for p in (e.actor, e.recipient)}
    assert not parties & {"fsb", "un"}


@pytest.mark.parametrize(
    ("sentence", "deaths"),
    [
        ("ISIS killed 12 people in Kabul.", 12),
        ("ISIS killed twelve people in Kabul.", 12),
        ("Five Chinese workers were killed in Tajikistan.", 5),
        ("ISIS attacked a post in Kabul with 12 rifles.", None),
    ],
)
def test_deaths_where_the_text_states_them(sentence: str, deaths: int | None, read: Read) -> None:
    (event,) = read(sentence).events
    assert (event.deaths_low, event.deaths_best, event.deaths_high) == (deaths, deaths, deaths)


def test_a_place_merely_named_is_no_event_place(read: Read) -> None:
    (event,) = read("Russia's envoy met the Taliban delegation and spoke about Khorog.").events[:1]
    assert event.place == ""


def test_a_stated_date_wins_over_the_reports(read: Read) -> None:
    stated, inferred = (
        read(sentence).events[0].date
        for sentence in ("ISIS attacked Kabul on 3 April 2025.", "ISIS attacked a post in Kabul.")
    )
    assert (stated.value, stated.how) == ("2025-04-03", "stated")
    assert (inferred.value, inferred.how, inferred.latest) == ("2025-05-01", "inferred", "2025-05-01")


def test_quad_and_root_follow_the_type(read: Read) -> None:
    (event,) = read("ISIS killed 12 people in Kabul.").events
    assert (event.quad, event.cameo) == ("material-conflict", "18")
    assert "armed-attack" in event.modes


OTHER_LANGUAGES = {
    "ru cases": (
        "ru",
        "Пакистан передал Таджикистану военную технику.",
        ("AID", "pakistan", "tajikistan", ""),
    ),
    "ru passive": (
        "ru",
        "Талибами были задержаны трое граждан Узбекистана.",
        ("COERCE", "taliban", "uzbekistan", ""),
    ),
    "ru between": (
        "ru",
        "Между талибами и Пакистаном вспыхнули столкновения.",
        ("ASSAULT", "taliban", "pakistan", ""),
    ),
    "ru with": ("ru", "Россия провела переговоры с талибами в Москве.", ("CONSULT", "russia", "taliban", "moscow")),
    "ru promise": ("ru", "Россия пообещала помочь Таджикистану.", ("AGREE", "russia", "tajikistan", "")),
    "ru refusal": ("ru", "Талибы отказались выдать боевиков Пакистану.", ("REJECT", "taliban", "pakistan", "")),
    "ru suspension": ("ru", "Россия приостановила помощь Таджикистану.", ("SANCTION", "russia", "tajikistan", "")),
    "ru lifting": ("ru", "Россия сняла санкции с талибов.", ("CONCEDE", "russia", "taliban", "")),
    "ru by whom": (
        "ru",
        "Двое граждан Китая погибли в результате нападения ИГИЛ.",
        ("ASSAULT", "isis", "chinese-workers", ""),
    ),
    "fa with": ("fa", "روسیه با طالبان در مسکو گفت‌وگو کرد.", ("CONSULT", "russia", "taliban", "moscow")),
    "fa object": ("fa", "ایران طالبان را محکوم کرد.", ("ACCUSE", "iran", "taliban", "")),
    "fa by whom": ("fa", "سه سرباز تاجیکستان توسط طالبان بازداشت شدند.", ("COERCE", "taliban", "tajikistan", "")),
    "fa attack of": ("fa", "دو سرباز تاجیکستان در حمله طالبان کشته شدند.", ("ASSAULT", "taliban", "tajikistan", "")),
    "fa suspension": ("fa", "روسیه کمک به تاجیکستان را متوقف کرد.", ("SANCTION", "russia", "tajikistan", "")),
    "fa promise": ("fa", "چین وعده داد که به تاجیکستان کمک کند.", ("AGREE", "china", "tajikistan", "")),
    "fa demand": ("fa", "ایران از طالبان خواست که بند را باز کنند.", ("REQUEST", "iran", "taliban", "")),
    "tg object": ("tg", "Эрон Толибонро маҳкум кард.", ("ACCUSE", "iran", "taliban", "")),
    "tg with": ("tg", "Русия бо Толибон музокира кард.", ("CONSULT", "russia", "taliban", "")),
    "tg by whom": (
        "tg",
        "Се сарбози Тоҷикистон аз ҷониби Толибон боздошт шуданд.",
        ("COERCE", "taliban", "tajikistan", ""),
    ),
    "tg signing": ("tg", "Тоҷикистон бо Чин шартнома имзо кард.", ("SUPPORT", "tajikistan", "china", "")),
}


@pytest.mark.parametrize("name", OTHER_LANGUAGES)
def test_parties_and_operators_of_other_languages(name: str, read: Read) -> None:
    code, sentence, expected = OTHER_LANGUAGES[name]
    assert [brief(e) for e in read(sentence, language=code).events] == [expected]


NONE_ELSEWHERE = {
    "ru negated": ("ru", "Талибы не нападали на Таджикистан."),
    "ru conditional": ("ru", "Россия направила бы войска в Таджикистан."),
    "ru future": ("ru", "Узбекистан направит помощь Таджикистану."),
    "ru question": ("ru", "Зачем Россия признала талибов?"),
    "ru planned": ("ru", "Россия собирается признать талибов."),
    "fa future": ("fa", "ازبکستان به افغانستان کمک خواهد کرد."),
    "fa possible": ("fa", "روسیه ممکن است به تاجیکستان کمک کند."),
    "fa condition": ("fa", "اگر طالبان به تاجیکستان حمله کنند، روسیه کمک می‌کند."),
    "tg negated": ("tg", "Толибон ба Тоҷикистон ҳамла накарданд."),
    "tg future": ("tg", "Русия ба Тоҷикистон кумак хоҳад кард."),
}


@pytest.mark.parametrize("name", NONE_ELSEWHERE)
def test_what_is_not_told_as_real_is_no_event_in_other_languages(name: str, read: Read) -> None:
    code, sentence = NONE_ELSEWHERE[name]
    assert not read(sentence, language=code).events


COUNTED = {
    "en at least": ("en", "ISIS killed at least 12 people in Kabul.", (12, 12, None), None),
    "en up to": ("en", "Up to five Afghans were killed by ISIS.", (None, 5, 5), None),
    "en wounded": ("en", "Three Afghans were killed and five wounded by ISIS.", (3, 3, 3), 5),
    "ru words": ("ru", "Двое таджикских военных погибли и трое ранены.", (2, 2, 2), 3),
    "ru between": ("ru", "ИГИЛ убило от трех до пяти афганцев.", (3, 4, 5), None),
    "fa words": ("fa", "داعش سه شهروند افغانستان را کشت.", (3, 3, 3), None),
    "fa at least": ("fa", "دست‌کم ۱۲ شهروند افغانستان کشته شدند.", (12, 12, None), None),
    "tg both": ("tg", "Се сарбози Тоҷикистон кушта ва панҷ нафар захмӣ шуданд.", (3, 3, 3), 5),
}


@pytest.mark.parametrize("name", COUNTED)
def test_killed_and_wounded_with_their_bounds(name: str, read: Read) -> None:
    code, sentence, deaths, injured = COUNTED[name]
    (event,) = read(sentence, language=code).events
    assert (event.deaths_low, event.deaths_best, event.deaths_high) == deaths
    assert event.injured == injured


def test_two_words_for_one_assault_are_one_event(read: Read) -> None:
    (event,) = read("ISIS attacked a convoy in Kunar and killed five Afghans.").events
    assert (event.actor, event.recipient, event.place, event.deaths_best) == ("isis", "afghanistan", "kunar", 5)


def test_the_rules_of_each_language_name_themselves(read: Read) -> None:
    (event,) = read("Россия приостановила помощь Таджикистану.", language="ru").events
    assert (event.made_by, event.trace) == ("extract.events_ru/2", "приостановила помощь")
