"""Short comments as people write them, by language; none is long enough to say which one by itself."""

SHORT = {
    "en": [
        "too slow", "nice", "no help", "ok", "great", "bad app", "love it", "so so", "meh", "awful",
        "fast and easy", "very good", "not good", "no issues", "works fine", "too expensive",
        "good job", "thanks", "all good", "still waiting", "no reply", "poor support", "super",
        "rude agent", "keeps crashing", "easy", "hard to use", "useless", "fine", "perfect",
        "could be better", "as expected", "not bad", "bit pricey", "slow", "amazing team",
        "never again", "it broke", "no complaints", "cheap", "confusing", "best tool ever",
        "waste of time", "fair enough", "Too many bugs", "happy", "needs work", "Cool",
        "nope", "helpful", "lost my data", "laggy", "average", "good value", "login fails",
    ],
    "de": ["zu langsam", "sehr gut", "alles bestens", "nicht hilfreich", "zu teuer", "schnelle Hilfe",
           "geht nicht", "gerne wieder", "freundlich", "schlechter Service"],
    "fr": ["trop lent", "très bien", "rien ne marche", "merci beaucoup", "trop cher", "pas mal",
           "service nul", "je recommande", "déçu", "rapide et efficace"],
    "es": ["muy lento", "muy bien", "no funciona", "excelente", "demasiado caro", "mala atención",
           "gracias por todo", "muy contenta", "pésimo", "lo recomiendo"],
    "it": ["troppo lento", "molto bene", "non funziona", "ottimo", "troppo caro", "pessimo servizio",
           "veloce e gentile", "soddisfatto", "lo consiglio", "deludente"],
    "nl": ["te traag", "heel goed", "werkt niet", "prima service", "te duur", "snel geholpen",
           "slechte service", "aanrader", "teleurgesteld", "vriendelijk"],
    "pt": ["muito lento", "muito bom", "não funciona", "ótimo", "muito caro", "péssimo atendimento",
           "recomendo", "rápido", "não gostei", "adorei"],
    "ro": ["prea scump", "foarte bun", "nu funcționează", "excelent", "prea lent", "recomand",
           "nu recomand", "mulțumit", "foarte slab", "rapid și bun"],
    "zh": ["太慢了", "很好", "不错", "没有帮助", "太贵", "很满意", "服务差", "推荐"],
}  # fmt: skip
