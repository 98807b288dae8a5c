//go:build tools

// Package tools names the program that tools/restic builds, so that "go mod tidy" keeps its modules.
package tools

import _ "github.com/restic/restic/cmd/restic"
