"""256 plain words, one for each byte, to read a checkpoint aloud.

Any two differ in at least three letters, and no two begin with the same four: a test holds them to it. The list is part
of the format and never changes.

Source: docs/format/anchors.md.
"""

from typing import Final

WORDS: Final = tuple(
    """
    abacus academy acorn acrobat admiral airport alarm alphabet amber ambulance anchor angle antelope april
    aquarium architect armchair arrow artichoke asteroid athlete atlas attic autumn aviary avocado backpack badge
    baker balcony bamboo banjo barrel bathtub bayonet beach bellow berry bicycle birthday biscuit bishop blackbird
    blanket blizzard blossom blueberry bonfire bookshop bottle boulder bouquet breakfast bronze brother bucket
    buffalo bulldozer bundle butter cabbage cabin cactus calendar camel cannon canvas captain caravan cargo
    carnival carpet castle cathedral celery cellar ceramic champion charcoal cheetah chestnut chimney chocolate
    cinnamon circus citizen clarinet clover cobalt coffee compass copper cotton cousin cradle cricket crystal
    cupboard daisy dancer decade desert diamond dolphin donkey dragon drummer earring echo elephant emerald engine
    evening fabric farmer feather fiddle finger fisherman flamingo flannel forest fountain freckle furnace galaxy
    garden garlic giraffe glacier goblet grammar granite guitar harbour harvest hedgehog helmet heron horizon
    hotel husband iceberg igloo indigo insect island ivory jaguar jasmine jelly journey kangaroo kayak kingdom
    kitchen kiwi ladder lagoon lantern lavender leopard lettuce library lobster magnet maple meadow mercury mirror
    morning mosaic mushroom mustard napkin necklace needle nephew nickel notebook nutmeg oasis ocean olive onion
    orange orchard oxygen painter palace pancake panda pasture peacock pebble pelican piano pigeon pilgrim
    pineapple plaster potato prairie pumpkin puppet pyramid quarry quilt rabbit radio raven ribbon saffron sailor
    salmon satchel saturn scissors shepherd silver snowman soldier spider spoon squirrel stadium sugar summit
    sunday swallow teapot temple thimble thunder tobacco tractor treasure trumpet tulip tunnel turtle umbrella
    unicorn valley vanilla village vinegar violin volcano voyage walnut whisper window wizard yogurt zebra
    """.split()  # noqa: SIM905 - a list of 256 words is read as a text
)
"""In the order of the alphabet; a word's place is its byte."""
