"""The form renderer outside the administration: it uses the components of the site."""

from django.forms.renderers import TemplatesSetting


class SiteForms(TemplatesSetting):
    form_template_name = "components/_form.html"
    field_template_name = "components/_field.html"
