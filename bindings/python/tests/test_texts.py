"""Texts reach the library as they are, and its errors come back as they are."""
import pytest

from neuroshard_version import Error, Manager, Network, Readiness, Status, Version, transcript_digest

NEP = ('{"id":"NEP-002","title":"%s","target_version":"1.1.0","activation_height":9,"announced_at":1,'
       '"expected_activation_time":2}')


def error_of(call, *arguments):
    with pytest.raises(Error) as caught:
        call(*arguments)
    return caught.value.status, caught.value.offset, str(caught.value)


@pytest.mark.parametrize("text", ["1.0.0", "x", "", "1.0.0\0", "\0", "1.0.é", "١.0.0", "1.0.0-\U0001F600", "9" * 300,
                                  "1.0." + "9" * 20])
def test_str_and_bytes_are_the_same(text):
    def outcome(given):
        try:
            return str(Version.parse(given))
        except Error as error:
            return error.status, error.offset, str(error)

    assert outcome(text) == outcome(text.encode())


def test_offsets_count_bytes():
    assert error_of(Version.parse, "1.0.0-a.é")[:2] == (Status.SYNTAX, 8)
    assert error_of(Version.from_json, '{"é": "é", x}')[0] == Status.SYNTAX
    what = "invalid version: expected a digit of MINOR at byte 2, found 'x'"
    assert error_of(Version.parse, "1.x") == (Status.SYNTAX, 2, what)


@pytest.mark.parametrize("surrogate", ["\ud800", "\udfff", "\udc80"])
def test_lone_surrogates_reach_the_library(surrogate):
    encoded = surrogate.encode("utf-8", "surrogatepass")
    assert len(encoded) == 3
    manager = Manager()
    for call in (Version.parse, Version.parse_lenient, Version.from_json, Network.from_json, manager.check_peer,
                 manager.negotiate, manager.schedule_nep, manager.can_participate, Readiness(manager).add):
        assert error_of(call, surrogate) == error_of(call, encoded)
    assert error_of(Manager().schedule_nep, NEP % surrogate) == error_of(Manager().schedule_nep, NEP.encode() % encoded)
    assert not Version.current().supports_feature(surrogate)
    assert transcript_digest("a", surrogate) == transcript_digest(b"a", encoded)


@pytest.mark.parametrize("text", ["\ud800", "\0", "é", "", "a\0b", b"\xff", b"\0"])
def test_texts_that_are_no_names(text):
    version, manager = Version(1, 0, 0), Manager()
    with pytest.raises(Error, match=r"^features\[1\]"):
        version.replace(features=["mtp", text])
    with pytest.raises(Error, match=r"^active_neps\[0\]"):
        version.replace(active_neps=[text])
    for call in (manager.activate_nep, manager.find_nep, manager.cancel_nep):
        with pytest.raises(Error):
            call(text)
    assert not version.supports_feature(text)


def test_long_texts():
    long = "1" * 10_000_000
    for call, limit in ((Version.parse, 255), (Version.from_json, 65536), (Network.from_json, 1048576),
                        (Manager().check_peer, 65536), (Manager().schedule_nep, 65536)):
        for text in (long, long.encode(), "é" * 5_000_000):
            status, _, message = error_of(call, text)
            assert status == Status.LIMIT and str(limit) in message
    with pytest.raises(Error):
        transcript_digest(long, "")


def test_texts_come_back():
    manager = Manager()
    manager.advance(1, 1)
    manager.schedule_nep(NEP % "größer \U0001F600")
    assert "größer \U0001F600" in manager.find_nep("NEP-002")
    assert "größer \U0001F600" in manager.export_records(1).json_lines
    manager.cancel_nep("NEP-002", "wäre zu früh")
    assert "wäre zu früh" in manager.find_nep(b"NEP-002")
    assert manager.find_nep("NEP-003") is None


def test_errors_are_value_errors():
    with pytest.raises(ValueError) as caught:
        Manager().check_peer("{}")
    assert isinstance(caught.value, Error) and caught.value.status is Status.SCHEMA and caught.value.offset is None
    assert caught.value.args == (str(caught.value), Status.SCHEMA, None)
    assert caught.value.status.c_name == "NSV_ERROR_SCHEMA"
