{{- define "scribe.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "scribe.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- $name := default .Chart.Name .Values.nameOverride }}
{{- if contains $name .Release.Name }}
{{- .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}
{{- end }}

{{- define "scribe.selector" -}}
app.kubernetes.io/name: {{ include "scribe.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
control-plane: {{ include "scribe.fullname" . }}-controller
{{- end }}

{{- define "scribe.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{ include "scribe.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "scribe.account" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "scribe.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- default "default" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{/* Whether ServiceAccounts are granted what their pods may do: OpenShift's way. */}}
{{- define "scribe.openshift" -}}
{{- if .Capabilities.APIVersions.Has "security.openshift.io/v1/SecurityContextConstraints" }}true{{ end }}
{{- end }}

{{- define "scribe.groups" -}}
{{- $groups := list "scribe.backube" }}
{{- if .Values.serveVolSync }}{{ $groups = append $groups "volsync.backube" }}{{ end }}
{{- toJson $groups }}
{{- end }}

{{/* The image of a list: the values of the image, the version. */}}
{{- define "scribe.image" -}}
{{- $image := index . 0 }}
{{- if $image.image }}{{ $image.image }}{{ else }}{{ $image.repository }}:{{ default (index . 1) $image.tag }}{{ end }}
{{- end }}
