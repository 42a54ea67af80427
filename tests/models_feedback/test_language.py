"""Languages are told offline: by script, else by a model, in the light of the other comments."""

import numpy as np
import pytest

from cs_toolkit.models.language import identify_languages

SENTENCES = {
    "en": "The invoice was wrong and it took three days until somebody answered my question.",
    "fr": "La facture était fausse et il a fallu trois jours pour obtenir une réponse.",
    "pt": "A fatura estava errada e demorou três dias até alguém responder à minha pergunta.",
    "es": "La factura estaba mal y tardaron tres días en responder a mi pregunta.",
    "de": "Die Rechnung war falsch und es dauerte drei Tage, bis jemand meine Frage beantwortete.",
    "ro": "Factura a fost greșită și a durat trei zile până când cineva mi-a răspuns la întrebare.",
    "it": "La fattura era sbagliata e ci sono voluti tre giorni per avere una risposta.",
    "nl": "De factuur klopte niet en het duurde drie dagen voordat iemand mijn vraag beantwoordde.",
    "zh": "发票有错误,等了三天才有人回复我的问题。",
    "ja": "請求書が間違っていて、返事が来るまで三日かかりました。",
    "ko": "청구서가 잘못되었고 답변을 받는 데 사흘이 걸렸습니다.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_clear_sentence_is_reported(language):
    assert identify_languages([SENTENCES[language]])[0] == language


def test_the_clear_comments_say_how_to_read_the_unclear_ones():
    romanian = [SENTENCES["ro"]] * 5
    assert identify_languages([*romanian, "super", "ok", "bun"])[5:].tolist() == ["ro"] * 3


def test_no_letters_no_language():
    assert identify_languages(["", None, "12345 !!", "👍"]).tolist() == ["und"] * 4


def test_a_declared_language_wins_and_its_region_is_left_out():
    found = identify_languages(["ok", "ok", "ok"], ["pt-BR", "DE", None])
    assert found[:2].tolist() == ["pt", "de"]
    unclear = identify_languages([SENTENCES["en"]], ["not a code"])
    assert unclear.tolist() == ["en"]


def test_chinese_with_a_brand_name_is_chinese():
    assert identify_languages(["用iPhone下单很方便"])[0] == "zh"


def test_the_order_changes_nothing():
    texts = np.array([*SENTENCES.values(), "ok", "super", "top"], dtype=object)
    turned = identify_languages(texts[::-1])[::-1]
    assert identify_languages(texts).tolist() == turned.tolist()


def test_words_that_run_together_say_nothing_where_others_can_be_read():
    glued = "Theroomistoosmall,andtherestaurantisterrible.Thesurroundingareaisdirty."
    assert list(identify_languages([glued + " 房间很小,态度非常差"])) == ["zh"]
    assert list(identify_languages([glued])) == ["en"]
