package x_test

import (
	"errors"
	"testing"
	"time"

	"example.com/x/go/gateway"
	"example.com/x/go/gatewaymock"
)

// Where no key is sent, plain http betrays none.
func TestNoKeyMayGoInClear(t *testing.T) {
	if _, err := gateway.NewClient(); err != nil {
		t.Error(err)
	}
}

func TestSilentDeviceGoesDown(t *testing.T) {
	ctx, mock := t.Context(), gatewaymock.New(t)
	devices := mock.Client().Devices
	d, err := devices.Register(ctx, gateway.DeviceRegisterParams{Firmware: "1.0", Config: gateway.Some(map[string]int64{"interval": 60})})
	if err != nil || d.Number == "" || d.Config["interval"] != 60 {
		t.Fatalf("registered: %+v, %v", d, err)
	}
	if _, err = devices.ShutDown(ctx, d.Number); !errors.Is(err, gateway.ErrOffline) {
		t.Errorf("shut down before it was up: %v", err)
	}
	d, err = devices.Report(ctx, d.Number, gateway.DeviceReportParams{
		Temperature: gateway.Some(21.25),
		Readings:    []*gateway.NewReading{{Sensor: "t1", Value: 21.5}},
	})
	if err != nil || d.State() != gateway.StateUp || len(d.Readings) != 1 || d.Readings[0].Value != 21.5 {
		t.Fatalf("reported: %+v, %v", d, err)
	}
	if err = mock.Advance(5 * time.Minute); err != nil {
		t.Fatal(err)
	}
	for d, err := range devices.List(ctx, gateway.DeviceListParams{Power: gateway.Some(gateway.PowerStandBy)}) {
		if err != nil || d.State() != gateway.StateDown || !d.DueAt.IsNull() {
			t.Errorf("five minutes later: %+v, %v", d, err)
		}
	}
	if err = devices.Forget(ctx, d.Number); err != nil {
		t.Error(err)
	}
}
