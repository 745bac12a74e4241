"""That nodes in different languages come to the same verdict on the same inputs."""

import hashlib

# What check_peer, the verdict's message and the negotiation say.
FIELDS = ("level", "reason", "upgrade", "cut", "message", "negotiated")


class Agreement:
    """Every verdict of a run, by what it depends on: the node's view, what it advertises itself, and what it received."""

    def __init__(self):
        self.verdicts = {}  # a digest of the inputs: the verdict, who came to it first, and the languages that did
        self.count = 0

    def record(self, node, verdict):
        """A verdict of a node; an AssertionError names the first node that came to another one."""
        said = tuple(verdict[field] for field in FIELDS)
        inputs = f"view:     {node.view_text}\nsent:     {node.advertisement}\nreceived: {verdict['received']}"
        known_as = hashlib.blake2b(inputs.encode(), digest_size=16).digest()
        self.count += 1
        first_said, first_node, languages = self.verdicts.setdefault(known_as, (said, node.title, set()))
        languages.add(node.language)
        if said != first_said:
            raise AssertionError(
                f"the first disagreement: {first_node} and {node.title} come to different verdicts\n"
                f"{inputs}\n{first_said}\n{said}")

    def compared(self):
        """How many different inputs more than one language has judged."""
        return sum(len(languages) > 1 for _, _, languages in self.verdicts.values())

    def __str__(self):
        return f"{self.count} verdicts on {len(self.verdicts)} different inputs, {self.compared()} of them in several languages"
