"""The words: frozen, slotted, keyword-only values for every idea in DESIGN.md section 1. No I/O, no clock.

Public: ``anchors`` (Passage), ``exhibits`` (Exhibit, Receipt), ``readings`` (Reading, Part, Declared),
``periods`` (Period), ``claims`` (Claim, Hop, Certainty), ``meaning`` (what a claim tells of: Participation, Quantity,
Wording), ``propositions`` (Proposition, Independence, Derivation,
Contradiction, Source), ``network`` (Mention, Entity, Link, Event), ``judgements`` (Judgement), ``grades`` (Grade),
``gaps`` (Gap), ``cases`` (Case), ``casework`` (Charge, Element, Cell, Bearing), ``disclosures`` (Commitment,
Disclosure), ``numbering`` (numbers that stay).
Each invariant is checked where the value is made.
"""
