"""Words from which the patterns of award statements are made."""

from __future__ import annotations

from thidua.reading.lexicon import alternation, lexicon

_WORDS = lexicon("awards")
GIVE = alternation(_WORDS["give"])
RECEIVE = alternation(_WORDS["receive"])
VERB = alternation(_WORDS["verbs"])
PERSON_WORDS = alternation(
    [*_WORDS["individuals"], *lexicon("names")["ranks"], "ông", "bà", "anh", "chị", "em", "cháu", "cô", "thầy", "cụ"]
)
# What may stand in the name of a giver. A stop inside a sentence is that of an abbreviation («UBND TP. Huế»), and some
# commas belong to names («Sở Văn hóa, Thể thao và Du lịch»).
BY = (
    r"(?:(?!(?<!\w)(?:được|phối hợp) |(?<!ban )(?<!\w)tổ chức (?:trao|tặng|lễ) )[^,;]"
    r"|(?<=đảng),(?= nhà nước)|(?<=nhà nước),(?= quân đội| chính phủ)"
    r"|(?<=văn hóa),(?= thể thao)|(?<=lao động),(?= thương binh)"
    r"|(?<=phòng),(?= chống)"
    r"|(?<=thi đua),(?= khen)|(?<=đảng), chính phủ,(?= nhà nước)|(?<=tỉnh),(?= thành)|(?<=huyện),(?= thị| thành)"
    r"|(?<=các cấp),(?= (?:các )?ngành)|(?<=cấp ủy),(?= chính quyền)|(?<=bộ),(?= ngành)"
    r"|(?<=huyện ủy),(?= thành ủy| thị ủy)"
    r"|(?<=xã),(?= phường)|(?<=phường),(?= thị trấn)"
    r"|,(?= các (?:cấp|ngành|bộ|địa phương|đơn vị|cơ quan)(?!\w))"
    r"|,(?= (?:công an|cđ|công đoàn|ubnd|ủy ban|bộ|sở|hội|ban|tỉnh đoàn|liên đoàn|chủ tịch|giám đốc|thủ tướng|lđlđ|tổng"
    r"|trung ương|tw|t.ư|mttq|hđnd|đảng ủy|cục|thành đoàn|huyện|tỉnh ủy)(?!\w)))"
)
