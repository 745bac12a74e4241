package neuroshardversion_test

import (
	"bytes"
	"errors"

	nsv "github.com/neuroshard-ai/libneuroshard-version/bindings/go"
)

func managerStatus(in *inputs, manager *nsv.Manager) (any, error) {
	current := must(manager.CurrentVersion())(in.t)
	return object{
		"status":          manager.Status().String(),
		"version":         current.String(),
		"features":        current.Features(),
		"active_neps":     current.ActiveNEPs(),
		"network_version": must(manager.NetworkVersion())(in.t).String(),
		"network_minimum": must(manager.NetworkMinimum())(in.t).String(),
		"supported_min":   must(manager.SupportedMin())(in.t).String(),
		"supported_max":   must(manager.SupportedMax())(in.t).String(),
		"height":          number(manager.Height()),
		"time":            number(manager.Time()),
	}, nil
}

func managerStatusJSON(in *inputs, manager *nsv.Manager) (any, error) {
	return parse(in.t, must(manager.StatusJSON())(in.t)), nil
}

func managerNEPs(in *inputs, manager *nsv.Manager) (any, error) {
	neps := must(manager.NEPs())(in.t)
	if manager.NEPCount() != uint64(len(neps)) {
		in.t.Errorf("%d NEPs are counted, and %d given", manager.NEPCount(), len(neps))
	}
	parsed := []any{}
	for _, nep := range neps {
		parsed = append(parsed, parse(in.t, nep))
	}
	return parsed, nil
}

func managerActivate(in *inputs, manager *nsv.Manager) (any, error) {
	activated, message, err := manager.ActivateNEP(in.text("id"))
	return object{"activated": activated, "message": message}, err
}

func managerParticipation(in *inputs, manager *nsv.Manager) (any, error) {
	role := in.text("role")
	allowed, reason, err := manager.CanParticipate(role)
	if err != nil {
		return nil, err
	}
	got := object{"allowed": allowed, "reason": reason}
	switch role {
	case "training":
		allowed, reason, err = manager.CanParticipateInTraining()
	case "inference":
		allowed, reason, err = manager.CanParticipateInInference()
	}
	if err != nil || allowed != got["allowed"] || reason != got["reason"] {
		in.t.Errorf("asked for by name: %t, %s, %v", allowed, reason, err)
	}
	return got, nil
}

func managerAdvertisement(_ *inputs, manager *nsv.Manager) (any, error) {
	advertisement, err := manager.Advertisement()
	return object{"text": string(advertisement)}, err
}

func describeVerdict(in *inputs, manager *nsv.Manager, peer *nsv.Version, verdict nsv.Verdict) object {
	if verdict.CanTalk() != (verdict.Level != nsv.Incompatible) {
		in.t.Errorf("%v, but can talk: %t", verdict.Level, verdict.CanTalk())
	}
	return object{
		"level":      verdict.Level.String(),
		"reason":     verdict.Reason.String(),
		"upgrade":    verdict.Upgrade.String(),
		"cut_height": number(verdict.CutHeight),
		"message":    must(manager.VerdictMessage(peer, verdict))(in.t),
	}
}

func managerCheckPeerCompatibility(in *inputs, manager *nsv.Manager) (any, error) {
	peer, err := in.version("peer")
	if err != nil {
		return nil, err
	}
	verdict, err := manager.CheckPeerCompatibility(peer)
	if err != nil {
		return nil, err
	}
	return describeVerdict(in, manager, peer, verdict), nil
}

func judge(in *inputs, manager *nsv.Manager, advertisement []byte) (any, error) {
	verdict, err := manager.CheckPeer(advertisement)
	if err != nil {
		return nil, err
	}
	return describeVerdict(in, manager, must(nsv.VersionFromJSON(advertisement))(in.t), verdict), nil
}

func managerCheckPeer(in *inputs, manager *nsv.Manager) (any, error) {
	return judge(in, manager, in.json("advertisement"))
}

func managerNegotiate(in *inputs, manager *nsv.Manager) (any, error) {
	common, err := manager.Negotiate(in.json("advertisement"))
	if err != nil {
		return nil, err
	}
	return object{"json": string(must(common.MarshalJSON())(in.t))}, nil
}

// negotiated is nil where the two cannot talk.
func negotiated(in *inputs, manager *nsv.Manager, advertisement []byte) any {
	common, err := manager.Negotiate(advertisement)
	if errors.Is(err, nsv.ErrIncompatible) {
		return nil
	}
	return string(must(must(common, err)(in.t).MarshalJSON())(in.t))
}

func managersMeet(in *inputs) (any, error) {
	ofA, ofB := newInputs(in.t, in.get("a")), newInputs(in.t, in.get("b"))
	a, err := ofA.manager()
	if err != nil {
		return nil, err
	}
	b, err := ofB.manager()
	if err != nil {
		return nil, err
	}
	ofA.expectNoOtherKeys()
	ofB.expectNoOtherKeys()
	advertisedByA, advertisedByB := must(a.Advertisement())(in.t), must(b.Advertisement())(in.t)
	return object{
		"a":            must(judge(in, a, advertisedByB))(in.t),
		"b":            must(judge(in, b, advertisedByA))(in.t),
		"a_negotiated": negotiated(in, a, advertisedByB),
		"b_negotiated": negotiated(in, b, advertisedByA),
	}, nil
}

func managerReadiness(in *inputs, manager *nsv.Manager) (any, error) {
	readiness := must(nsv.NewReadiness(manager))(in.t)
	for _, value := range in.array("advertisements") {
		var failure *nsv.Error
		if err := readiness.Add(jsonText(in.t, value)); err != nil && !errors.As(err, &failure) {
			in.t.Error(err)
		}
	}
	return parse(in.t, must(readiness.MarshalJSON())(in.t)), nil
}

func managerLog(in *inputs, manager *nsv.Manager) (any, error) {
	records := []string{}
	var lines bytes.Buffer
	for sequence := uint64(1); sequence <= manager.RecordCount(); sequence++ {
		record := must(manager.Record(sequence))(in.t)
		records = append(records, string(record))
		lines.Write(append(record, '\n'))
	}
	if _, err := manager.Record(manager.RecordCount() + 1); !errors.Is(err, nsv.ErrNotFound) {
		in.t.Errorf("behind the last record: %v", err)
	}
	exported, last, err := manager.Export(0)
	if err != nil || !bytes.Equal(exported, lines.Bytes()) || last != uint64(len(records)) {
		in.t.Errorf("exported up to %d: %s, %v", last, exported, err)
	}
	head := must(manager.Head())(in.t)
	for _, expected := range []*nsv.Digest{nil, &head} {
		if found := must(manager.Verify(expected))(in.t); !found.Sound {
			in.t.Error(found.Reason)
		}
	}
	return object{"records": records, "head": head.String()}, nil
}
