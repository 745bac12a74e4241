"""A node meets a peer."""
from neuroshard_version import Manager

with Manager() as node, Manager() as peer:  # nodes of the built-in network
    node.advance(height=1000, unix_time=1800000000)
    received = peer.advertisement()  # str or bytes, from the peer
    verdict = node.check_peer(received)
    print(f"{verdict.level}: {verdict.reason}")
    if verdict.can_talk:
        print(f"together: {node.negotiate(received)}")
