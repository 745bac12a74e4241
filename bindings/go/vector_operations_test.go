package neuroshardversion_test

import (
	"encoding/hex"
	"strconv"

	nsv "github.com/neuroshard-ai/libneuroshard-version/bindings/go"
)

type object = map[string]any

// operations are the operations of the test vectors: what a case gives, or how the library failed.
var operations = map[string]func(*inputs) (any, error){
	"version.parse":                    versionParse(nsv.Parse),
	"version.parse_lenient":            versionParse(nsv.ParseLenient),
	"version.order":                    versionOrder,
	"version.equal":                    versionEqual,
	"version.compatibility":            versionCompatibility,
	"version.from_json":                versionFromJSON,
	"version.with":                     versionWith,
	"network.from_json":                networkFromJSON,
	"network.describe":                 networkDescribe,
	"manager.status":                   onManager(managerStatus),
	"manager.status_json":              onManager(managerStatusJSON),
	"manager.neps":                     onManager(managerNEPs),
	"manager.activate":                 onManager(managerActivate),
	"manager.participation":            onManager(managerParticipation),
	"manager.advertisement":            onManager(managerAdvertisement),
	"manager.upgrade_id":               onManager(managerUpgradeID),
	"manager.check_peer_compatibility": onManager(managerCheckPeerCompatibility),
	"manager.check_peer":               onManager(managerCheckPeer),
	"manager.negotiate":                onManager(managerNegotiate),
	"manager.readiness":                onManager(managerReadiness),
	"manager.log":                      onManager(managerLog),
	"managers.meet":                    managersMeet,
	"transcript.digest":                transcriptDigest,
}

func onManager(operation func(*inputs, *nsv.Manager) (any, error)) func(*inputs) (any, error) {
	return func(in *inputs) (any, error) {
		manager, err := in.manager()
		if err != nil {
			return nil, err
		}
		return operation(in, manager)
	}
}

func number(n uint64) string { return strconv.FormatUint(n, 10) }

func versionParse(parse func(text string) (*nsv.Version, error)) func(*inputs) (any, error) {
	return func(in *inputs) (any, error) {
		version, err := parse(in.text("text"))
		if err != nil {
			return nil, err
		}
		return object{
			"major":      number(version.Major()),
			"minor":      number(version.Minor()),
			"patch":      number(version.Patch()),
			"prerelease": version.Prerelease(),
			"build":      version.Build(),
			"string":     version.String(),
		}, nil
	}
}

func versionsOf(in *inputs, key string) (versions nsv.Versions) {
	for _, value := range in.array(key) {
		versions = append(versions, must(version(in.t, value))(in.t))
	}
	return versions
}

func sign(n int) int {
	switch {
	case n < 0:
		return -1
	case n > 0:
		return 1
	}
	return 0
}

func versionOrder(in *inputs) (any, error) {
	versions := versionsOf(in, "ascending")
	for i, a := range versions {
		for j, b := range versions {
			if a.Compare(b) != sign(i-j) || a.Less(b) != (i < j) || a.Equal(b) != (i == j) {
				in.t.Errorf("%v and %v", a, b)
			}
		}
	}
	return true, nil
}

func versionEqual(in *inputs) (any, error) {
	versions := versionsOf(in, "versions")
	for _, a := range versions {
		for _, b := range versions {
			if !a.Equal(b) || a.Hash() != b.Hash() {
				in.t.Errorf("%v and %v", a, b)
			}
		}
	}
	return true, nil
}

func versionCompatibility(in *inputs) (any, error) {
	local, err := in.version("local")
	if err != nil {
		return nil, err
	}
	peer, err := in.version("peer")
	if err != nil {
		return nil, err
	}
	level := local.CheckCompatibility(peer)
	message, err := local.CompatibilityMessage(peer)
	return object{
		"value":      int(level),
		"level":      level.String(),
		"word":       level.Word(),
		"compatible": local.IsCompatible(peer),
		"upgrade":    local.SideToUpgrade(peer).String(),
		"message":    message,
	}, err
}

func versionFromJSON(in *inputs) (any, error) {
	version, err := nsv.VersionFromJSON([]byte(in.text("json")))
	if err != nil {
		return nil, err
	}
	json, err := version.MarshalJSON()
	return object{
		"string":      version.String(),
		"features":    version.Features(),
		"active_neps": version.ActiveNEPs(),
		"json":        string(json),
	}, err
}

func versionWith(in *inputs) (any, error) {
	version, err := in.version("version")
	if err != nil {
		return nil, err
	}
	made, err := version.With(in.texts("features"), in.texts("active_neps"))
	if err != nil {
		return nil, err
	}
	ok := newInputs(in.t, in.get("ok"))
	for _, key := range []string{"supports", "lacks"} {
		for _, name := range ok.texts(key) {
			if made.SupportsFeature(name) != (key == "supports") {
				in.t.Errorf("%s %q", key, name)
			}
		}
	}
	return object{
		"string":      made.String(),
		"features":    made.Features(),
		"active_neps": made.ActiveNEPs(),
		"supports":    ok.get("supports"),
		"lacks":       ok.get("lacks"),
	}, nil
}

func networkFromJSON(in *inputs) (any, error) {
	network, err := nsv.NetworkFromJSON([]byte(in.text("json")))
	if err != nil {
		return nil, err
	}
	json, err := network.MarshalJSON()
	return object{"json": string(json)}, err
}

func networkDescribe(in *inputs) (any, error) {
	network, err := in.network()
	if err != nil {
		return nil, err
	}
	genesis := must(network.Genesis())(in.t)
	features, history, roles := []object{}, []object{}, []object{}
	for _, feature := range network.Features() {
		var nep any
		if feature.RequiredNEP != "" {
			nep = feature.RequiredNEP
		}
		features = append(features, object{
			"name": feature.Name, "title": feature.Title, "description": feature.Description, "since": feature.Since,
			"required_nep": nep, "pending": feature.Pending,
		})
	}
	for _, entry := range network.History() {
		history = append(history, object{"version": entry.Version, "date": entry.Date, "description": entry.Description})
	}
	for _, role := range network.Roles() {
		roles = append(roles, object{"name": role.Name, "requires": role.RequiredFeatures})
	}
	return object{
		"id":               network.ID(),
		"genesis":          genesis.String(),
		"genesis_features": genesis.Features(),
		"features":         features,
		"history":          history,
		"roles":            roles,
		"notice_days":      network.NoticeDays(),
		"grace_from_day":   network.GraceFromDay(),
	}, nil
}

func transcriptDigest(in *inputs) (any, error) {
	a, b := []byte(in.text("a")), []byte(in.text("b"))
	digest, err := nsv.TranscriptDigest(a, b)
	if err != nil {
		return nil, err
	}
	if other := must(nsv.TranscriptDigest(b, a))(in.t); other != digest {
		in.t.Errorf("%v the other way round", other)
	}
	return object{"digest": digest.String()}, nil
}

func managerUpgradeID(_ *inputs, manager *nsv.Manager) (any, error) {
	id, err := manager.UpgradeID()
	return object{"digest": hex.EncodeToString(id.Digest[:]), "next": number(id.Next)}, err
}
