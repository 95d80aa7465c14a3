"""Pseudonyms: two plain words that no person is called, drawn by chance.

They read like a name to whatever works with texts, so that what a person said stays what somebody said; and to people
they read like what they are. Nothing about them comes from the name.
"""

from collections.abc import Callable, Collection
from typing import Final

FIRST: Final = (
    "Amber", "Azure", "Basalt", "Bramble", "Bronze", "Candle", "Cinder", "Cobalt", "Copper", "Cotton", "Crimson",
    "Distant", "Dusky", "Eastward", "Ebony", "Feather", "Flaxen", "Frosted", "Gentle", "Gilded", "Granite",
    "Hollow", "Indigo", "Ivory", "Lantern", "Lavender", "Linen", "Lofty", "Marble", "Meadow", "Mellow", "Midnight",
    "Mossy", "Nimble", "Ochre", "Olive", "Opal", "Paper", "Patient", "Pebble", "Pewter", "Placid", "Quartz", "Quiet",
    "Restful", "Ripple", "Rustic", "Saffron", "Scarlet", "Shaded", "Silken", "Slate", "Sleepy", "Steady", "Sunlit",
    "Tawny", "Timber", "Tranquil", "Velvet", "Violet", "Wandering", "Woollen",
)  # fmt: skip
SECOND: Final = (
    "Acorn", "Alder", "Anchor", "Anvil", "Beacon", "Bellows", "Birch", "Bramblebush", "Bridle", "Bulrush",
    "Buttercup", "Candlestick", "Chestnut", "Clover", "Cormorant", "Cricket", "Crocus", "Curlew", "Dandelion",
    "Dormouse", "Dragonfly", "Driftwood", "Falcon", "Fernleaf", "Firefly", "Foxglove", "Furrow", "Gannet", "Harebell",
    "Hazelnut", "Heather", "Hedgehog", "Honeycomb", "Icicle", "Inkwell", "Juniper", "Kestrel", "Kingfisher", "Lapwing",
    "Lighthouse", "Magpie", "Mallow", "Millstone", "Nettle", "Nuthatch", "Oatfield", "Orchard", "Otter", "Pheasant",
    "Pinecone", "Primrose", "Quillpen", "Raindrop", "Sandpiper", "Seashell", "Snowdrop", "Sparrow", "Starling",
    "Thistle", "Toadstool", "Turnip", "Wagtail", "Windmill", "Yarrow",
)  # fmt: skip


def pseudonym(chance: Callable[[int], bytes], taken: Collection[str]) -> str:
    """Draw a pseudonym that shares no word with what is taken, as long as there are any; then one that is not taken.

    Args:
        chance: Gives so many random bytes.
        taken: Pseudonyms in use, and any other text that must not come up in a new one.
    """
    used = {word.casefold() for each in taken for word in each.split()}
    firsts = [word for word in FIRST if word.casefold() not in used] or list(FIRST)
    seconds = [word for word in SECOND if word.casefold() not in used] or list(SECOND)
    names = [f"{first} {second}" for first in firsts for second in seconds]
    free = [name for name in names if name not in taken]
    if not free:
        raise ValueError("every pseudonym is taken")
    return free[int.from_bytes(chance(8), "big") % len(free)]
