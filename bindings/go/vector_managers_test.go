package neuroshardversion_test

import (
	"bytes"
	"testing"

	nsv "github.com/neuroshard-ai/libneuroshard-version/bindings/go"
)

// manager is the manager that the inputs describe, after its steps.
func (in *inputs) manager() (manager *nsv.Manager, err error) {
	var options nsv.ManagerOptions
	if in.has("network") {
		if options.Network, err = in.network(); err != nil {
			return nil, err
		}
	}
	if in.has("supported_min") {
		if options.SupportedMin, err = in.version("supported_min"); err != nil {
			return nil, err
		}
	}
	if in.has("supported_max") {
		if options.SupportedMax, err = in.version("supported_max"); err != nil {
			return nil, err
		}
	}
	if in.has("grease") {
		options.Grease = as[bool](in.t, in.get("grease"))
	}
	if in.has("unix_time") {
		options.UnixTime = in.number("unix_time")
	}
	if in.has("import") {
		manager, err = nsv.ImportManager(options, []byte(in.text("import")))
	} else {
		manager, err = nsv.NewManager(options)
	}
	if err != nil {
		return nil, err
	}
	return manager, in.takeSteps(manager)
}

func (in *inputs) takeSteps(manager *nsv.Manager) error {
	if !in.has("steps") {
		return nil
	}
	steps := in.array("steps")
	for i, value := range steps {
		before := saidBy(in.t, manager)
		if err := takeStep(in.t, manager, value); err != nil {
			if i != len(steps)-1 {
				in.t.Errorf("a step before the last: %v", err)
			}
			if !bytes.Equal(saidBy(in.t, manager), before) {
				in.t.Error("changed by a step that failed")
			}
			return err
		}
	}
	return nil
}

// saidBy is all that a step may change.
func saidBy(t *testing.T, manager *nsv.Manager) []byte {
	t.Helper()
	neps := must(manager.NEPs())(t)
	head := must(manager.Head())(t)
	return bytes.Join([][]byte{must(manager.StatusJSON())(t), bytes.Join(neps, []byte{'\n'}), head[:]}, []byte{'\n'})
}

func takeStep(t *testing.T, manager *nsv.Manager, value any) error {
	t.Helper()
	step := newInputs(t, value)
	if len(step.values) != 1 {
		t.Fatalf("not one step: %v", value)
	}
	for name, value := range step.values {
		take, known := steps[name]
		if !known {
			t.Fatalf("unknown step %s", name)
		}
		return take(t, manager, value)
	}
	return nil
}

type step = func(t *testing.T, manager *nsv.Manager, value any) error

var steps = map[string]step{
	"advance": withInputs(func(in *inputs, manager *nsv.Manager) error {
		return manager.Advance(in.number("height"), in.number("time"))
	}),
	"rewind": withInputs(func(in *inputs, manager *nsv.Manager) error {
		return manager.Rewind(in.number("height"), in.number("time"))
	}),
	"schedule": func(t *testing.T, manager *nsv.Manager, nep any) error { return manager.ScheduleNEP(jsonText(t, nep)) },
	"catch_up": func(t *testing.T, manager *nsv.Manager, nep any) error { return manager.CatchUpNEP(jsonText(t, nep)) },
	"reschedule": withInputs(func(in *inputs, manager *nsv.Manager) error {
		return manager.RescheduleNEP(in.text("id"), in.number("height"), in.number("time"))
	}),
	"cancel": withInputs(func(in *inputs, manager *nsv.Manager) error {
		return manager.CancelNEP(in.text("id"), in.text("reason"))
	}),
	"activate": func(t *testing.T, manager *nsv.Manager, id any) error {
		activated, message, err := manager.ActivateNEP(text(t, id))
		if err == nil && !activated {
			t.Error(message)
		}
		return err
	},
}

// withInputs is a step whose value is an object of inputs.
func withInputs(take func(in *inputs, manager *nsv.Manager) error) step {
	return func(t *testing.T, manager *nsv.Manager, value any) error {
		in := newInputs(t, value)
		defer in.expectNoOtherKeys()
		return take(in, manager)
	}
}
