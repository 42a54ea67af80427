"""Seed words hear plain sentences as they are meant, in every language that has a list."""

import pytest

from cs_toolkit.models.lexicon import LANGUAGES, read_lexicon
from cs_toolkit.models.sentiment.emoji import count_emoji, emoji_weights
from cs_toolkit.models.sentiment.tone import tone_of

# Our own sentences. Not every one is heard right: lists are a start, hence "weaker".
GOOD = {
    "en": ["The staff was friendly and helpful", "Works perfectly, delivered on time",
           "Not bad at all", "I would recommend this to anyone"],
    "fr": ["Très satisfait, livraison rapide", "Le personnel est accueillant et souriant",
           "Produit conforme, je recommande", "Aucun problème, tout fonctionne", "Pas mal du tout",
           "Jamais déçue, équipe bienveillante", "Pas une seule panne en trois ans"],
    "pt": ["Produto ótimo, chegou antes do prazo", "Recomendo a loja, entrega rápida",
           "Muito bom, gostei bastante", "Atendimento excelente e atencioso",
           "Sem burocracia, minha filha amou", "Economizei horas, sem dúvida voltarei"],
    "es": ["Muy buen servicio, lo recomiendo", "La habitación estaba limpia y tranquila",
           "Llegó a tiempo y funciona perfecto", "Estoy encantada con la compra"],
    "de": ["Sehr zufrieden, schnelle Lieferung", "Das Zimmer war sauber und ruhig",
           "Funktioniert einwandfrei", "Freundliche Mitarbeiter, gerne wieder", "Schön und gemütlich"],
    "it": ["Ottimo prodotto, consegna veloce", "Camera pulita e personale gentile",
           "Sono molto soddisfatto", "Consigliato a tutti"],
    "nl": ["Zeer tevreden, snelle levering", "Vriendelijk personeel en een schone kamer",
           "Werkt perfect", "Een aanrader voor iedereen"],
    "ro": ["Produs excelent, livrare rapidă", "Sunt foarte mulțumit, recomand",
           "Se vede bine și bateria ține mult", "Fără probleme, merge perfect"],
    "zh": ["味道不错,送餐很快", "房间干净,服务热情", "性价比高,还会再来", "没有问题,很满意"],
}  # fmt: skip
BAD = {
    "en": ["The app crashes and support is unhelpful", "Waste of money, arrived broken",
           "Not good, I waited two hours", "I do not recommend it"],
    "fr": ["Très déçu, produit défectueux", "Le service client est injoignable",
           "Ce n'est pas bon du tout", "Je ne recommande pas", "Une vraie arnaque",
           "L'application plante, support inexistant", "Mes mails restent sans réponse"],
    "pt": ["Não recebi o produto até agora", "Péssimo atendimento, veio quebrado",
           "Não gostei, qualidade ruim", "Não recomendo a ninguém",
           "Cobraram taxas escondidas", "A bateria não dura nem duas horas"],
    "es": ["Muy mal servicio, no lo recomiendo", "La habitación estaba sucia y con ruido",
           "No funciona, quiero la devolución", "Una estafa, dinero tirado"],
    "de": ["Sehr enttäuscht, das Gerät ist defekt", "Der Kundendienst war unfreundlich",
           "Das gefällt mir nicht", "Funktioniert nicht, nie wieder"],
    "it": ["Prodotto pessimo, arrivato rotto", "Camera sporca e personale scortese",
           "Non funziona, voglio il rimborso", "Non lo consiglio"],
    "nl": ["Zeer teleurgesteld, product kapot", "Onvriendelijk personeel en een vieze kamer",
           "Werkt niet", "Niet aan te raden"],
    "ro": ["Produs slab, s-a stricat repede", "Nu recomand, bani aruncați",
           "Nu sunt mulțumit deloc", "Foarte dezamăgit, nu funcționează"],
    "zh": ["味道很差,等了两个小时", "房间又脏又吵,太失望了", "不推荐,不会再来", "不是很好吃"],
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_sentences_are_read_right(language):
    wrong = [text for text in GOOD[language] if tone_of(text, language).balance <= 0]
    wrong += [text for text in BAD[language] if tone_of(text, language).balance >= 0]
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_accents_and_case_do_not_matter(language):
    text = BAD[language][0]
    assert read_lexicon(language).tone(text.upper()) == read_lexicon(language).tone(text)


def test_what_follows_but_counts_for_more():
    tone = read_lexicon("fr").tone
    assert tone("bon produit mais livraison lente").balance < 0
    assert tone("livraison lente mais bon produit").balance > 0


def test_a_comma_ends_a_negation():
    assert read_lexicon("fr").tone("je ne sais pas, très bon").balance > 0


def test_strong_words_weigh_more_and_very_strengthens():
    tone = read_lexicon("ro").tone
    assert tone("excelent").balance > tone("bun").balance
    assert tone("este foarte bun").balance > tone("este bun").balance > tone("este cam bun").balance


def test_the_longest_word_is_taken_in_chinese():
    assert read_lexicon("zh").tone("不错").balance > 0  # not "不" and "错"


def test_emoji_lean_and_are_counted():
    assert emoji_weights("👍😡 :(") == [1.0, -2.0, -1.0]
    assert emoji_weights("at 8:30 see http://p") == []
    assert count_emoji("👨‍👩‍👧 🇷🇴 ✅ text 3") == 3
    assert tone_of("👎👎", "und").balance < 0 < tone_of("c'est 😍", "fr").balance


def test_no_word_known_is_no_tone():
    assert tone_of("xyzzy", "fr").balance == 0
    assert tone_of("великолепно", "ru").balance == 0


def test_an_unknown_language_has_no_list():
    with pytest.raises(KeyError):
        read_lexicon("tlh")
