"""Forms of signing in and of passwords."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _

from thidua.people.models import User


class SignInForm(AuthenticationForm):
    """Name and password, with our own sentences."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.error_messages = {
            "invalid_login": _("Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra phím Caps Lock và bộ gõ tiếng Việt."),
            "inactive": _("Tài khoản này đã khóa. Hỏi người quản trị của đơn vị."),
        }
        self.fields["username"].label = _("Tên đăng nhập")
        self.fields["username"].error_messages["required"] = _("Nhập tên đăng nhập.")
        self.fields["username"].widget.attrs.update(autocapitalize="none", spellcheck="false")
        self.fields["password"].label = _("Mật khẩu")
        self.fields["password"].error_messages["required"] = _("Nhập mật khẩu.")

    def clean_username(self) -> str:
        """Sign-in names are kept in small letters."""
        return str(self.cleaned_data["username"]).strip().lower()


def _new_password(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Nhập mật khẩu mới vào cả hai ô.")},
    )


class PasswordForm(forms.Form):
    """A new password, twice; the present one too, unless it was a first password to be replaced."""

    old_password = forms.CharField(
        label=_("Mật khẩu đang dùng"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Nhập mật khẩu đang dùng.")},
    )
    new_password1 = _new_password(
        _("Mật khẩu mới"),
        _("Ít nhất 10 ký tự, không giống tên mình. Một câu ngắn dễ nhớ thì chắc hơn một từ khó."),
    )
    new_password2 = _new_password(_("Nhập lại mật khẩu mới"))

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        if user.must_change_password:
            del self.fields["old_password"]

    def clean_old_password(self) -> str:
        """Check the present password."""
        given = str(self.cleaned_data["old_password"])
        if not self.user.check_password(given):
            raise forms.ValidationError(_("Mật khẩu đang dùng chưa đúng. Nhập lại, để ý phím Caps Lock."))
        return given

    def clean(self) -> dict[str, Any] | None:
        """Check that both are the same."""
        first, second = self.cleaned_data.get("new_password1"), self.cleaned_data.get("new_password2")
        if first and second and first != second:
            self.add_error("new_password2", _("Hai ô mật khẩu mới chưa giống nhau. Nhập lại ô này."))
        return super().clean()
