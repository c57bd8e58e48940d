/** What one begins with who has no template yet. */
export const SAMPLE = `apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata:
  name: my-template
  title: My template
  description: What one gets, in one sentence.
spec:
  type: service
  owner: group:default/my-team
  parameters:
    - title: What is it?
      required: [name, owner]
      properties:
        name:
          title: Name
          type: string
          ui:field: EntityNamePicker
          ui:autofocus: true
        owner:
          title: Owner
          type: string
          ui:field: OwnerPicker
  steps:
    - id: write
      name: Write the catalog file
      action: catalog:write
      input:
        entity:
          apiVersion: backstage.io/v1alpha1
          kind: Component
          metadata:
            name: \${{ parameters.name }}
          spec:
            type: service
            lifecycle: experimental
            owner: \${{ parameters.owner }}
    - id: tell
      name: Say what was made
      action: debug:log
      input:
        message: Made \${{ parameters.name }}
  output:
    text:
      - title: Done
        content: Made **\${{ parameters.name }}** for \${{ parameters.owner }}.
`;
