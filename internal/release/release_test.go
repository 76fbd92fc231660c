package release

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/goreleaser/goreleaser/v2/pkg/config"
)

const root = "../.."

// settings reads the release's settings as GoReleaser does, which refuses what it does not know.
func settings(t *testing.T) config.Project {
	t.Helper()
	project, err := config.Load(filepath.Join(root, ".goreleaser.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return project
}

func TestSettingsRefuseUnknownKeys(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, ".goreleaser.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	bad := strings.Replace(string(text), "\nbuilds:", "\nbuild:", 1)
	if _, err := config.LoadReader(strings.NewReader(bad)); err == nil {
		t.Error("an unknown key is accepted: the test that reads the settings proves nothing")
	}
}

// TestVersionsAgree: what reads the settings here is what makes the release.
func TestVersionsAgree(t *testing.T) {
	here := run(t, ".", nil, "go", "list", "-m", "github.com/goreleaser/goreleaser/v2")
	there := run(t, filepath.Join(root, "internal/tools/goreleaser"), nil, "go", "list", "-m", "github.com/goreleaser/goreleaser/v2")
	if here != there {
		t.Errorf("tests read the settings by %s and releases are made by %s", here, there)
	}
}

func TestReleaseIsForAllSystems(t *testing.T) {
	builds := settings(t).Builds
	if len(builds) != 1 {
		t.Fatalf("%d builds, want 1", len(builds))
	}
	for _, os := range []string{"linux", "darwin", "windows"} {
		if !slices.Contains(builds[0].Goos, os) {
			t.Errorf("no build for %s", os)
		}
	}
	for _, arch := range []string{"amd64", "arm64"} {
		if !slices.Contains(builds[0].Goarch, arch) {
			t.Errorf("no build for %s", arch)
		}
	}
}

// TestReleasedBinaryKnowsItsVersion builds for this system what a release builds, and asks it.
func TestReleasedBinaryKnowsItsVersion(t *testing.T) {
	build := settings(t).Builds[0]
	binary := filepath.Join(t.TempDir(), build.Binary)
	args := append([]string{"build"}, build.Flags...)
	args = append(args, "-ldflags", strings.ReplaceAll(strings.Join(build.Ldflags, " "), "{{ .Version }}", "1.2.3"), "-o", binary, build.Main)
	run(t, root, build.Env, "go", args...)
	want := "chargegen v1.2.3 " + runtime.Version()
	if got := run(t, t.TempDir(), nil, binary, "version"); !strings.HasPrefix(got, want) {
		t.Errorf("version = %q, want it to begin with %q", got, want)
	}
}

// TestAssets makes what is packed beside the binary and holds it against the programs that will read it.
func TestAssets(t *testing.T) {
	dir := t.TempDir()
	run(t, root, nil, "internal/release/assets", dir, "v1.2.3")
	for _, pattern := range []string{"man/*.1", "completions/*"} {
		packed := slices.ContainsFunc(settings(t).Archives[0].Files, func(f config.File) bool {
			return f.Source == ".cache/release/"+pattern
		})
		if files := glob(t, dir, pattern); !packed || len(files) == 0 {
			t.Errorf("%s: packed %t, %d files", pattern, packed, len(files))
		}
	}
	for _, page := range glob(t, dir, "man/*.1") {
		text, err := os.ReadFile(page)
		if want := `"chargegen v1.2.3"`; err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s does not hold %s (%v)", page, want, err)
		}
		if warnings := run(t, dir, nil, "groff", "-man", "-ww", "-z", "-Tutf8", page); warnings != "" {
			t.Errorf("groff: %s", warnings)
		}
	}
	run(t, dir, nil, "bash", "-n", filepath.Join(dir, "completions/chargegen.bash"))
}

func glob(t *testing.T, dir, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// run runs a command that must succeed and returns all that it prints.
func run(t *testing.T, dir string, env []string, name string, args ...string) string {
	t.Helper()
	out, err := command(dir, env, name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

func command(dir string, env []string, name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), env...)
	return cmd
}
