package cli

import (
	"net/url"
	"slices"
)

// The parts of a SARIF 2.1.0 log that findings need.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool    sarifTool     `json:"tool"`
		Results []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID string `json:"id"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		Line   int `json:"startLine"`
		Column int `json:"startColumn,omitempty"`
	}
)

// sarif returns findings as a SARIF log.
func sarif(list []finding) sarifLog {
	run := sarifRun{
		Tool:    sarifTool{sarifDriver{Name: "chargegen", Version: toolVersion(), Rules: []sarifRule{}}},
		Results: []sarifResult{},
	}
	for _, f := range list {
		if rule := (sarifRule{f.Rule}); !slices.Contains(run.Tool.Driver.Rules, rule) {
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, rule)
		}
		place := sarifPhysical{Artifact: sarifArtifact{(&url.URL{Path: f.File}).String()}}
		if f.Line > 0 {
			place.Region = &sarifRegion{f.Line, f.Column}
		} else if f.at > 0 {
			place.Region = &sarifRegion{Line: f.at}
		}
		run.Results = append(run.Results, sarifResult{f.Rule, f.Severity, sarifText{f.Message}, []sarifLocation{{place}}})
	}
	return sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}}
}
